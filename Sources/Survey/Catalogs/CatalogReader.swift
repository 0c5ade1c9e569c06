/// A catalog that is read from front to back without being held in memory whole.
///
/// A new kind of catalog is one type with this protocol, and one case of `CatalogFormat`.
package protocol CatalogReader {
  /// A name for the catalog when the user gives none: the folder's or file's.
  var catalogName: String { get }

  /// The next object or rejected row, in an order that depends on the catalog alone.
  ///
  /// - Returns: `nil` after the last.
  /// - Throws: `SurveyError` when the catalog cannot be read on; a single bad row is a rejection.
  mutating func next() throws(SurveyError) -> CatalogItem?
}
