import Foundation

/// The kinds of catalog that can be read, as `--reader` names them.
package enum CatalogFormat: String, CaseIterable, Sendable {
  /// Decided by what lies at the path.
  case auto
  /// A folder of pictures.
  case folder
  /// A table of picture paths.
  case csv

  /// The name of the table that a survey folder may hold, as `ahunt simulate` writes it.
  package static let tableName = "catalog.csv"

  /// Opens the catalog at a path.
  ///
  /// `auto` takes a folder that holds a `catalog.csv` by that table, since it knows labels and
  /// positions, any other folder as pictures, and a text file as CSV whatever its extension.
  ///
  /// - Throws: `SurveyError` when there is nothing at the path, nothing in it, or no such format.
  package func open(
    _ path: String, columns: CatalogColumns = CatalogColumns()
  ) throws(SurveyError) -> any CatalogReader {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missingSource(path: path)
    }
    switch self {
    case .folder:
      guard isFolder.boolValue else { throw .notAFolder(path: path) }
      return try FolderReader(path: path)
    case .csv:
      guard !isFolder.boolValue else { throw .notATable(path: path, detail: "it is a folder") }
      return try CSVReader(path: path, columns: columns)
    case .auto:
      guard isFolder.boolValue else {
        return try CatalogFormat.csv.open(path, columns: columns)
      }
      let table = (path as NSString).appendingPathComponent(CatalogFormat.tableName)
      if FileManager.default.fileExists(atPath: table) {
        return try CSVReader(
          path: table, columns: columns, catalogName: FolderReader.name(ofFolder: path))
      }
      return try FolderReader(path: path)
    }
  }
}
