import Files
import Tables

/// The records of a CSV file, read by pieces of 64 kilobytes.
///
/// Comments before the header are left out, and rows counted with them.
final class CSVFile {
  /// The fields of the comment right above the first record, should they be the header.
  private(set) var comment: [String] = []
  private let path: String
  private let file: InputFile
  private var offset = 0
  private var parser = CSVParser()
  private var ready: [CSVParser.Record] = []
  private var position = 0
  private var isAtEnd = false
  private var isFirstPiece = true

  init(path: String) throws(SurveyError) {
    self.path = path
    do {
      file = try InputFile(path)
    } catch {
      throw .unreadable(path: path, error)
    }
  }

  /// The next record, faulty ones included; `nil` at the end.
  func next() throws(SurveyError) -> CSVParser.Record? {
    while position == ready.count {
      if isAtEnd { return nil }
      ready.removeAll(keepingCapacity: true)
      position = 0
      if let piece = try read() {
        parser.parse(piece) { ready.append($0) }
      } else {
        isAtEnd = true
        parser.finish { ready.append($0) }
      }
    }
    position += 1
    return ready[position - 1]
  }

  /// The next piece, `nil` at the end.
  private func read() throws(SurveyError) -> [UInt8]? {
    var piece: [UInt8]
    do {
      piece = try file.bytes(at: offset, count: 1 << 16)
    } catch {
      throw .unreadable(path: path, error)
    }
    if piece.isEmpty { return nil }
    offset += piece.count
    // Text holds no zero byte; every image, FITS, HDF5 and UTF-16 file soon does.
    if isFirstPiece && piece.contains(0) {
      throw .notATable(path: path, detail: "it holds binary data")
    }
    if isFirstPiece {
      let dialect = CSVDialect(piece)
      parser = CSVParser(separator: dialect.separator, row: 1 + dialect.commentLines)
      var fields = CSVParser(separator: dialect.separator)
      fields.parse(dialect.lastComment) { _ in }
      fields.finish { comment = $0.fault == nil ? $0.fields : [] }
      piece.removeFirst(dialect.commentBytes)
      isFirstPiece = false
    }
    return piece
  }
}
