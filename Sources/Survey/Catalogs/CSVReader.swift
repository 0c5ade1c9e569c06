import Foundation
import Tables

/// Reads a CSV table of picture paths, a piece of the file at a time.
///
/// The header names the columns. `object_id` and `path` are needed; `label`, `ra`, `dec` and
/// `redshift` are read when there, and other columns are kept as text. Beside the piece, only a
/// hash of each object id is held, to find duplicates.
package struct CSVReader: CatalogReader {
  package let catalogName: String
  private let rows: CSVRows

  /// Opens the table and reads its header.
  package init(
    path: String, columns: CatalogColumns = CatalogColumns(), catalogName: String? = nil
  ) throws(SurveyError) {
    let file = (path as NSString).lastPathComponent
    self.catalogName = catalogName ?? (file as NSString).deletingPathExtension
    let lines = try CSVFile(path: path)
    guard let header = try lines.next() else { throw .emptyTable(path: path) }
    if let fault = header.fault { throw .notATable(path: path, detail: "in its header \(fault)") }
    rows = CSVRows(
      lines: lines, layout: try CSVLayout(header: header.fields, columns: columns, path: path),
      path: path)
    guard try rows.hasMore() else { throw .noRows(path: path) }
  }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    try rows.next()
  }
}

/// The rows below a header, turned into objects.
private final class CSVRows {
  private let lines: CSVFile
  private let layout: CSVLayout
  private let file: String
  private let folder: String
  private var register = ObjectRegister()
  private var ahead: CSVParser.Record?

  init(lines: CSVFile, layout: CSVLayout, path: String) {
    self.lines = lines
    self.layout = layout
    file = (path as NSString).lastPathComponent
    folder = (path as NSString).deletingLastPathComponent
  }

  func hasMore() throws(SurveyError) -> Bool {
    if ahead == nil { ahead = try lines.next() }
    return ahead != nil
  }

  func next() throws(SurveyError) -> CatalogItem? {
    guard try hasMore(), let record = ahead else { return nil }
    ahead = nil
    let origin = "\(file) row \(record.row)"
    do throws(CSVLayout.Problem) {
      let entry = try layout.entry(from: record, origin: origin, folder: folder)
      if let first = register.enter(entry.objectID, at: record.row) {
        throw CSVLayout.Problem(
          reason: "the object \"\(entry.objectID)\" is already in row \(first)")
      }
      return .entry(entry)
    } catch {
      return .rejection(Rejection(source: origin, reason: error.reason))
    }
  }
}
