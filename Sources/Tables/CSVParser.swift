/// A streaming parser of comma-separated values after RFC 4180.
///
/// Bytes go in by pieces of any size, records come out as they end. Quoted fields may hold commas,
/// line breaks and doubled quotes; lines end in LF, CRLF or CR; a UTF-8 byte order mark is
/// dropped. What breaks the grammar makes its record faulty and no other. Another separator than the
/// comma may be given. The apostrophe with which `CSVText` defuses a formula is taken away.
package struct CSVParser {
  /// One row of the table.
  package struct Record: Equatable, Sendable {
    /// Its cells, without their quotes.
    package var fields: [String]
    /// Counted from 1, blank lines included, as a spreadsheet counts.
    package var row: Int
    /// The line it begins on, from 1, as a text editor counts: a quoted field may hold several.
    package var line: Int
    /// What is wrong with the record, if anything.
    package var fault: String?
  }

  /// A record longer than this, in bytes, is taken for a quote that was never closed.
  package static let longestRecord = 1 << 20

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted, afterCarriageReturn
  }

  private var state = State.fieldStart
  private var field: [UInt8] = []
  private var fields: [String] = []
  private var length = 0
  private var row = 1
  private var line = 1
  private var firstLine = 1
  private var followsReturn = false
  private var fault: String?
  private var isOverlong = false
  private var leading: [UInt8]? = []

  private let separator: UInt8
  private let spansLines: Bool

  /// A parser at the start of a text.
  ///
  /// - Parameters:
  ///   - separator: What stands between fields.
  ///   - row: The number of the first row, where lines before it were left out.
  ///   - spansLines: Whether a quoted field may hold line breaks; where it may not, a quote that is never
  ///     closed spoils its own line alone.
  package init(separator: UInt8 = UInt8(ascii: ","), row: Int = 1, spansLines: Bool = true) {
    self.separator = separator
    self.spansLines = spansLines
    self.row = row
    line = row
    firstLine = row
  }

  /// Takes the next piece and hands every record that ends in it to `emit`.
  package mutating func parse(_ bytes: [UInt8], emit: (Record) -> Void) {
    for byte in bytes {
      if leading != nil {
        hold(byte, emit: emit)
      } else {
        take(byte, emit: emit)
      }
    }
  }

  /// Ends the text: a last record needs no line break.
  package mutating func finish(emit: (Record) -> Void) {
    release(emit: emit)
    if state == .quoted { note("a quote is opened and never closed") }
    if !isBlank { endRecord(emit: emit) }
  }

  /// The first three bytes are held back until it is known whether they are a byte order mark.
  private mutating func hold(_ byte: UInt8, emit: (Record) -> Void) {
    leading?.append(byte)
    if leading == [0xEF, 0xBB, 0xBF] {
      leading = nil
    } else if leading?.count == 3 || byte != [0xEF, 0xBB, 0xBF][(leading?.count ?? 1) - 1] {
      release(emit: emit)
    }
  }

  private mutating func release(emit: (Record) -> Void) {
    let held = leading ?? []
    leading = nil
    for byte in held { take(byte, emit: emit) }
  }

  private var isBlank: Bool {
    state == .fieldStart && fields.isEmpty || state == .afterCarriageReturn
  }

  private mutating func take(_ byte: UInt8, emit: (Record) -> Void) {
    countLine(byte)
    if state == .afterCarriageReturn {
      state = .fieldStart
      if byte == UInt8(ascii: "\n") { return }
    }
    length += 1
    if length > CSVParser.longestRecord { abandonRecord() }
    if isOverlong && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") { return }
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\n")) where !spansLines,
      (.quoted, UInt8(ascii: "\r")) where !spansLines:
      note("a quote is opened and never closed")
      endLine(with: byte, emit: emit)
    case (.quoted, UInt8(ascii: "\"")):
      state = .quoteInQuoted
    case (.quoted, _):
      keep(byte)
    case (.quoteInQuoted, UInt8(ascii: "\"")):
      keep(byte)
      state = .quoted
    case (.fieldStart, UInt8(ascii: "\"")):
      state = .quoted
    case (_, separator):
      endField()
    case (_, UInt8(ascii: "\n")), (_, UInt8(ascii: "\r")):
      endLine(with: byte, emit: emit)
    case (.quoteInQuoted, _):
      note("text follows a closing quote")
      keep(byte)
      state = .plain
    default:
      keep(byte)
      state = .plain
    }
  }

  /// CR LF ends one line, within quotes too.
  private mutating func countLine(_ byte: UInt8) {
    let isReturn = byte == UInt8(ascii: "\r")
    if isReturn || (byte == UInt8(ascii: "\n") && !followsReturn) { line += 1 }
    followsReturn = isReturn
  }

  private mutating func keep(_ byte: UInt8) {
    field.append(byte)
  }

  /// Drops what is left of an overlong record up to the next line break, quoted or not.
  private mutating func abandonRecord() {
    if isOverlong { return }
    isOverlong = true
    note("it is longer than a megabyte, as if a quote were never closed")
    field = []
    state = .plain
  }

  private mutating func note(_ problem: String) {
    fault = fault ?? problem
  }

  private mutating func endField() {
    CSVDefusing.undo(&field)
    if let text = String(validating: field, as: UTF8.self) {
      fields.append(text)
    } else {
      fields.append(String(decoding: field, as: UTF8.self))
      note("it is not UTF-8 text")
    }
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endLine(with byte: UInt8, emit: (Record) -> Void) {
    if isBlank {
      row += 1
      length = 0
    } else {
      endRecord(emit: emit)
    }
    firstLine = line
    state = byte == UInt8(ascii: "\r") ? .afterCarriageReturn : .fieldStart
  }

  private mutating func endRecord(emit: (Record) -> Void) {
    endField()
    emit(Record(fields: fields, row: row, line: firstLine, fault: fault))
    fields.removeAll(keepingCapacity: true)
    row += 1
    length = 0
    fault = nil
    isOverlong = false
  }
}
