import Foundation
import Tables

/// The records of a CSV file, read by pieces of 64 kilobytes.
final class CSVFile {
  private let path: String
  private let handle: FileHandle
  private var parser = CSVParser()
  private var ready: [CSVParser.Record] = []
  private var position = 0
  private var isAtEnd = false
  private var isFirstPiece = true

  init(path: String) throws(SurveyError) {
    self.path = path
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, detail: error.localizedDescription)
    }
  }

  deinit {
    try? handle.close()
  }

  /// The next record, faulty ones included; `nil` at the end.
  func next() throws(SurveyError) -> CSVParser.Record? {
    while position == ready.count {
      if isAtEnd { return nil }
      ready.removeAll(keepingCapacity: true)
      position = 0
      let piece = try read()
      if piece.isEmpty {
        isAtEnd = true
        parser.finish { ready.append($0) }
      } else {
        parser.parse(piece) { ready.append($0) }
      }
    }
    position += 1
    return ready[position - 1]
  }

  private func read() throws(SurveyError) -> [UInt8] {
    let piece: [UInt8]
    do {
      piece = [UInt8](try handle.read(upToCount: 1 << 16) ?? Data())
    } catch {
      throw .unreadable(path: path, detail: error.localizedDescription)
    }
    // Text holds no zero byte; every image, FITS, HDF5 and UTF-16 file soon does.
    if isFirstPiece && piece.contains(0) {
      throw .notATable(path: path, detail: "it holds binary data")
    }
    isFirstPiece = false
    return piece
  }
}
