/// Which columns of a table hold what; `nil` means the usual name, and that it may be absent.
package struct CatalogColumns: Sendable, Equatable {
  /// The object's name; `object_id` unless said otherwise.
  package var objectID: String?
  /// The picture's path; `path` unless said otherwise.
  package var path: String?
  /// The known class; `label`, where there is such a column, unless said otherwise.
  package var label: String?
  /// The folder that relative paths start from; the table's own unless said otherwise.
  package var pictures: String?

  package init(
    objectID: String? = nil, path: String? = nil, label: String? = nil, pictures: String? = nil
  ) {
    self.objectID = objectID
    self.path = path
    self.label = label
    self.pictures = pictures
  }
}
