import Files
import Foundation
import Imaging

/// Reads a FITS table whose rows are galaxies, with the path of a picture or the picture itself.
///
/// The columns are called as in a CSV catalog: `object_id`, and `path` (relative to the table) or
/// `cutout` (an array of 8-bit or float pixels in a cell); `label`, `ra`, `dec` and `redshift` are
/// read when there, and other columns of one value are kept as text. A row at a time is held.
package struct FITSTableReader: CatalogReader {
  package let catalogName: String
  package let count: Int?
  private let file: String
  private let pictures: PictureFolder
  private let table: FITSTable
  private let layout: FITSTableLayout
  private var register = ObjectRegister()
  private var row = 0

  /// Opens the table and finds its columns.
  ///
  /// - Throws: `SurveyError` for a file that is none, a missing table or column, and no rows.
  package init(
    path: String, columns: CatalogColumns = CatalogColumns(),
    options: FITSTableOptions = FITSTableOptions()
  ) throws(SurveyError) {
    try self.init(path: path, columns: columns, options: options, needsPixels: true)
  }

  init(
    path: String, columns: CatalogColumns, options: FITSTableOptions, needsPixels: Bool
  ) throws(SurveyError) {
    file = (path as NSString).lastPathComponent
    pictures = PictureFolder(columns.pictures ?? (path as NSString).deletingLastPathComponent)
    catalogName = (file as NSString).deletingPathExtension
    do throws(ImagingError) {
      table = try FITSTable(path: path, table: options.table)
    } catch {
      throw .unusableFITS(path: path, error)
    }
    layout = try FITSTableLayout(
      table: table, columns: columns, options: options, needsPixels: needsPixels, path: path)
    guard table.rowCount > 0 else { throw .noRows(path: path) }
    count = table.rowCount
  }

  package var columns: [CatalogRole: String] { layout.used }

  package mutating func next() throws(SurveyError) -> CatalogItem? {
    guard row < table.rowCount else { return nil }
    row += 1
    let origin = "\(file) row \(row)"
    do {
      if let signal = CrashGuard.signal(of: origin) { throw Rejection.Reason.crash(signal) }
      return .entry(try CrashGuard.reading(origin) { try entry(row - 1, origin: origin) })
    } catch {
      return .rejection(Rejection(source: origin, reason: .init(error)))
    }
  }

  private mutating func entry(_ row: Int, origin: String) throws -> CatalogEntry {
    guard let name = try table.text(layout.objectID, row: row) else {
      throw Rejection.Reason.row("\(layout.objectID.name) is empty")
    }
    let ra = try coordinate(layout.rightAscension, row, within: 0...360)
    let dec = try coordinate(layout.declination, row, within: -90...90)
    guard (ra == nil) == (dec == nil) else {
      throw Rejection.Reason.row("a position needs both ra and dec, and one of them is empty")
    }
    var attributes: [String: String] = [:]
    for column in layout.others {
      // An empty cell is kept as an empty text, as in a CSV table.
      attributes[column.name] = try table.text(column, row: row) ?? ""
    }
    let entry = CatalogEntry(
      objectID: name, picture: try picture(row, of: name),
      label: try layout.label.flatMap {
        try table.text($0, row: row)
      },
      rightAscension: ra, declination: dec,
      redshift: try layout.redshift.flatMap { try table.number($0, row: row) },
      attributes: attributes, row: row + 1, origin: origin)
    if let first = register.enter(name, at: row + 1) {
      throw Rejection.Reason.row(ObjectRegister.sentence(on: name, first: first))
    }
    return entry
  }

  private func picture(_ row: Int, of name: String) throws -> PictureSource {
    switch layout.pixels {
    case .path(let column):
      guard let path = try table.text(column, row: row) else {
        throw Rejection.Reason.row("\(column.name) is empty")
      }
      return .file(pictures.path(path))
    case .cutout(let column, let shape):
      switch try table.picture(column, row: row, shape: shape) {
      case .bytes(let raster): return .raster(raster)
      case .floats(let raster): return .float(raster)
      }
    case .objectID:
      return .file(pictures.path(of: name))
    case .elsewhere:
      return .file("")
    }
  }

  private func coordinate(
    _ column: FITSColumn?, _ row: Int, within range: ClosedRange<Double>
  ) throws -> Double? {
    guard let column else { return nil }
    let degrees: Double
    if column.kind == .text {
      guard let text = try table.text(column, row: row) else { return nil }
      guard let angle = SkyAngle.degrees(text, hours: column == layout.rightAscension) else {
        throw Rejection.Reason.row("\(column.name) \"\(text)\" is not a number of degrees")
      }
      degrees = angle
    } else {
      guard let number = try table.number(column, row: row) else { return nil }
      degrees = number
    }
    guard range.contains(degrees) else {
      throw Rejection.Reason.row(
        "\(column.name) \(degrees) is outside \(range.lowerBound)...\(range.upperBound)°")
    }
    return degrees
  }
}
