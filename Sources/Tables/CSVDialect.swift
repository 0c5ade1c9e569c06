/// How a text table is written, told by its first lines.
package struct CSVDialect: Equatable {
  /// Comma, tab, semicolon or bar, whichever the header has most of.
  package var separator = UInt8(ascii: ",")
  /// Lines before the table that begin with `#`, as SDSS, ECSV and TOPCAT write them.
  package var commentLines = 0
  /// Their bytes, a byte order mark included.
  package var commentBytes = 0
  /// The last of them without its `#`, which may be the header.
  package var lastComment: [UInt8] = []

  private static let newline = UInt8(ascii: "\n")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Looks at the start of a text.
  package init(_ start: [UInt8]) {
    var rest = start[...]
    if rest.starts(with: CSVDialect.byteOrderMark) { rest = rest.dropFirst(3) }
    while rest.first == UInt8(ascii: "#"), let end = rest.firstIndex(of: CSVDialect.newline) {
      lastComment = rest[..<end].dropFirst().filter { $0 != UInt8(ascii: "\r") }
      rest = rest[(end + 1)...]
      commentLines += 1
      commentBytes = rest.startIndex
    }
    separator = CSVDialect.separator(of: rest)
  }

  private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
    let candidates = Array(",\t;|".utf8)
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == newline || byte == UInt8(ascii: "\r") {
        if counts.contains(where: { $0 > 0 }) { break }
        continue
      }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    // Of equals the first counts, and a table of one column has commas for all that is known.
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
