/// A catalog that is read from front to back without being held in memory whole.
///
/// A new kind of catalog is one type with this protocol, and one case of `CatalogFormat`.
package protocol CatalogReader {
  /// A name for the catalog when the user gives none: the folder's or file's.
  var catalogName: String { get }

  /// How many objects and rejected rows there will be, where that is known beforehand.
  var count: Int? { get }

  /// Which columns of a table it takes for what.
  var columns: [CatalogRole: String] { get }

  /// The next object or rejected row, in an order that depends on the catalog alone.
  ///
  /// - Returns: `nil` after the last.
  /// - Throws: `SurveyError` when the catalog cannot be read on; a single bad row is a rejection.
  mutating func next() throws(SurveyError) -> CatalogItem?
}

extension CatalogReader {
  /// Unknown, as of a table that is read line by line.
  package var count: Int? { nil }

  /// None, as of a folder.
  package var columns: [CatalogRole: String] { [:] }
}
