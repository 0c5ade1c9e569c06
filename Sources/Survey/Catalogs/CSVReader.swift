import Foundation
import Tables

/// Reads a CSV table of picture paths, a piece of the file at a time.
///
/// The header names the columns. `object_id` and `path` are needed; `label`, `ra`, `dec` and
/// `redshift` are read when there, and other columns are kept as text; names that surveys use for
/// the same are known too (`CatalogRole`). Fields may be separated by tabs, semicolons or bars as
/// well. Beside the piece, only a hash of each object id is held, to find duplicates.
package struct CSVReader: CatalogReader {
  package let catalogName: String
  private let rows: CSVRows

  /// Opens the table and reads its header.
  package init(
    path: String, columns: CatalogColumns = CatalogColumns(), catalogName: String? = nil
  ) throws(SurveyError) {
    try self.init(path: path, columns: columns, catalogName: catalogName, needsPath: true)
  }

  init(
    path: String, columns: CatalogColumns, catalogName: String? = nil, needsPath: Bool
  ) throws(SurveyError) {
    let file = (path as NSString).lastPathComponent
    self.catalogName = catalogName ?? (file as NSString).deletingPathExtension
    let lines = try CSVFile(path: path)
    guard var header = try lines.next() else { throw .emptyTable(path: path) }
    if let fault = header.fault { throw .notATable(path: path, detail: "in its header \(fault)") }
    // NumPy and TOPCAT put a # before the header.
    var first: CSVParser.Record?
    if lines.comment.count > 1, lines.comment.count == header.fields.count {
      first = header
      header.fields = lines.comment
    }
    rows = CSVRows(
      lines: lines, first: first,
      layout: try CSVLayout(
        header: header.fields, columns: columns, needsPath: needsPath, path: path),
      path: path, pictures: columns.pictures)
    guard try rows.hasMore() else { throw .noRows(path: path) }
  }

  package var columns: [CatalogRole: String] { rows.layout.used }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    try rows.next()
  }
}

/// The rows below a header, turned into objects.
private final class CSVRows {
  let layout: CSVLayout
  private let lines: CSVFile
  private let file: String
  private let pictures: PictureFolder
  private var register = ObjectRegister()
  private var ahead: CSVParser.Record?

  init(
    lines: CSVFile, first: CSVParser.Record?, layout: CSVLayout, path: String, pictures: String?
  ) {
    self.lines = lines
    self.layout = layout
    ahead = first
    file = (path as NSString).lastPathComponent
    self.pictures = PictureFolder(pictures ?? (path as NSString).deletingLastPathComponent)
  }

  func hasMore() throws(SurveyError) -> Bool {
    if ahead == nil { ahead = try lines.next() }
    return ahead != nil
  }

  func next() throws(SurveyError) -> CatalogItem? {
    guard try hasMore(), let record = ahead else { return nil }
    ahead = nil
    let origin = "\(file) row \(record.row)"
    do throws(Rejection.Reason) {
      let entry = try layout.entry(from: record, origin: origin, pictures: pictures)
      if let first = register.enter(entry.objectID, at: record.row) {
        throw .row(ObjectRegister.sentence(on: entry.objectID, first: first))
      }
      return .entry(entry)
    } catch {
      return .rejection(Rejection(source: origin, reason: error))
    }
  }
}
