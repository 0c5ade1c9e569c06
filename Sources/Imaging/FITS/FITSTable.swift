import CFITSIO

/// A table in a FITS file, read cell by cell; nothing but the cell at hand is held.
///
/// ```swift
/// let table = try FITSTable(path: "catalog.fits")
/// let name = try table.columns.first.map { try table.text($0, row: 0) }
/// ```
package final class FITSTable {
  package let columns: [FITSColumn]
  package let rowCount: Int
  private let file: FITSFile

  /// Opens the first table, or the one named.
  ///
  /// - Parameter table: An extension's EXTNAME, or its number counted from 1.
  /// - Throws: `ImagingError` for a file that is none or is cut short, and for a missing table.
  package convenience init(path: String, table: String? = nil) throws(ImagingError) {
    try self.init(FITSFile(path: path), table: table)
  }

  /// Reads an open file, which must be used for nothing else meanwhile.
  init(_ file: FITSFile, table: String? = nil) throws(ImagingError) {
    self.file = file
    let unit = try FITSTable.unit(named: table, in: file.units)
    try file.move(to: unit.number)
    var columnCount: Int32 = 0
    var rows: Int64 = 0
    try file.call("reading the size of the table") {
      _ = cf_table_size($0, &columnCount, &rows, &$1)
    }
    var columns: [FITSColumn] = []
    while columns.count < columnCount {
      columns.append(try file.column(Int32(columns.count + 1), header: unit.header))
    }
    self.columns = columns
    rowCount = Int(rows)
  }

  /// A cell as text, `nil` where it is blank or not a number; rows are counted from 0.
  ///
  /// Numbers are written as short as they can be read back; a picture has no text.
  package func text(_ column: FITSColumn, row: Int) throws(ImagingError) -> String? {
    switch column.kind {
    case .text: return try string(column, row: row)
    case .integer: return try integer(column, row: row).map(String.init)
    case .unsigned: return try unsigned(column, row: row).map(String.init)
    case .real(let isSingle):
      return try number(column, row: row).map { isSingle ? "\(Float($0))" : "\($0)" }
    case .logical:
      var value: CChar = 2
      try read(column, row) { _ = cf_read_logical($0, column.number, $1, &value, &$2) }
      return value == 2 ? nil : value == 0 ? "false" : "true"
    case .pixels, .other: return nil
    }
  }

  /// A cell as a number; `nil` where it is blank, not a number, or a text that is none.
  package func number(_ column: FITSColumn, row: Int) throws(ImagingError) -> Double? {
    switch column.kind {
    case .integer, .unsigned, .real:
      var value = Double.nan
      try read(column, row) { _ = cf_read_number($0, column.number, $1, .nan, &value, &$2) }
      return value.isFinite ? value : nil
    case .text:
      return try string(column, row: row).flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
    case .logical, .pixels, .other: return nil
    }
  }

  /// The values of an array cell in the order in which the file has them; blank ones are not a
  /// number.
  func values(_ column: FITSColumn, row: Int, count: Int) throws(ImagingError) -> [Float] {
    var values = [Float](repeating: .nan, count: count)
    try read(column, row) {
      _ = cf_read_floats($0, column.number, $1, Int64(count), .nan, &values, &$2)
    }
    return values
  }

  private func string(_ column: FITSColumn, row: Int) throws(ImagingError) -> String? {
    var bytes = [CChar](repeating: 0, count: column.width + 1)
    try read(column, row) { _ = cf_read_text($0, column.number, $1, &bytes, &$2) }
    let text = String(
      validating: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Replacing what is no text would give two objects one name.
    guard let text else {
      throw .damagedFITS(detail: "\(column.name) in row \(row + 1) is neither ASCII nor UTF-8")
    }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  private func integer(_ column: FITSColumn, row: Int) throws(ImagingError) -> Int64? {
    var value: Int64 = 0
    var isBlank: Int32 = 0
    try read(column, row) {
      _ = cf_read_integer($0, column.number, $1, .min, &value, &isBlank, &$2)
    }
    return isBlank == 0 ? value : nil
  }

  private func unsigned(_ column: FITSColumn, row: Int) throws(ImagingError) -> UInt64? {
    var value: UInt64 = 0
    var isBlank: Int32 = 0
    try read(column, row) {
      _ = cf_read_unsigned($0, column.number, $1, .max, &value, &isBlank, &$2)
    }
    return isBlank == 0 ? value : nil
  }

  private func read(
    _ column: FITSColumn, _ row: Int,
    _ body: (UnsafeMutablePointer<fitsfile>, Int64, inout Int32) -> Void
  ) throws(ImagingError) {
    precondition((0..<rowCount).contains(row), "row \(row) is not among \(rowCount)")
    try file.call("reading \(column.name) in row \(row + 1)") { body($0, Int64(row) + 1, &$1) }
  }

  /// The first table, or the one of this name or number.
  private static func unit(
    named wanted: String?, in units: [FITSUnit]
  ) throws(ImagingError) -> FITSUnit {
    let tables = units.filter { $0.kind == .table }
    func name(_ unit: FITSUnit) -> String {
      unit.header.text("EXTNAME") ?? "extension \(unit.number - 1)"
    }
    let found = tables.first { unit in
      wanted.map { $0.lowercased() == name(unit).lowercased() || Int($0) == unit.number - 1 }
        ?? true
    }
    guard let found else {
      throw .noSuchExtension(name: wanted ?? "", existing: tables.map(name))
    }
    return found
  }
}
