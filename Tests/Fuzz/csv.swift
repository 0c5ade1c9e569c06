import Foundation
import Tables

@testable import Survey

/// libFuzzer calls this with every input: whatever the bytes, there are rows or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func readTable(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let records = parsed(bytes, piece: max(1, count))
  precondition(
    records == parsed(bytes, piece: 1 + count % 7), "the pieces that it comes in change a table")
  precondition(
    zip(records, records.dropFirst()).allSatisfy { $0.row < $1.row }, "rows go backwards")
  for record in records where record.fault == nil { check(record) }
  readAsCatalog(bytes)
  return 0
}

private func parsed(_ bytes: [UInt8], piece: Int) -> [CSVParser.Record] {
  var parser = CSVParser()
  var records: [CSVParser.Record] = []
  for start in stride(from: 0, to: bytes.count, by: piece) {
    parser.parse(Array(bytes[start..<min(bytes.count, start + piece)])) { records.append($0) }
  }
  parser.finish { records.append($0) }
  return records
}

/// A record without a fault, written below another, is read as it was.
private func check(_ record: CSVParser.Record) {
  let row = CSVText.row(record.fields)
  guard row.utf8.count < CSVParser.longestRecord else { return }
  let again = parsed(Array(("above\n" + row).utf8), piece: 64).dropFirst()
  precondition(again.map(\.fields) == [record.fields], "writing and reading changes a row")
}

private let file = FileManager.default.temporaryDirectory
  .appendingPathComponent("fuzz-\(ProcessInfo.processInfo.processIdentifier).csv")

private func readAsCatalog(_ bytes: [UInt8]) {
  // Foundation would wait for the disk, which takes longer than reading does.
  guard let output = fopen(file.path, "wb") else { preconditionFailure("no room in \(file.path)") }
  let written = fwrite(bytes, 1, bytes.count, output)
  precondition(fclose(output) == 0 && written == bytes.count, "no room in \(file.path)")
  do {
    var reader = try CSVReader(path: file.path)
    var names: Set<String> = []
    while let item = try reader.next() {
      switch item {
      case .entry(let entry):
        precondition(names.insert(entry.objectID).inserted, "a name comes twice")
        precondition((entry.rightAscension == nil) == (entry.declination == nil))
        precondition((0...360).contains(entry.rightAscension ?? 0))
        precondition((-90...90).contains(entry.declination ?? 0))
        precondition(entry.redshift?.isFinite ?? true)
      case .rejection(let rejection):
        precondition(!"\(rejection.reason)".isEmpty)
      }
    }
  } catch {
    precondition(!"\(error)".isEmpty)
  }
}
