import Foundation
import Tables

extension GalaxyTable {
  /// The table as comma-separated text: every number as it is, cells that a spreadsheet would compute
  /// defused.
  var csv: String {
    var rows: [String] = []
    rows.reserveCapacity(count + 1)
    rows.append(CSVText.row(["object_id"] + columns.map(\.key)))
    for row in 0..<count {
      rows.append(CSVText.row([objectIDs[row]] + columns.map { $0.cell(row) }))
    }
    return rows.joined()
  }

  /// The numbers of a page and, as their member `table`, the galaxies.
  func json(with numbers: some Encodable) throws(PagesError) -> String {
    let text = try Download.json("", words: "", numbers).content
    // Encoders take seconds for many galaxies, so the table is set in before the last brace.
    guard let end = text.lastIndex(of: UInt8(ascii: "}")) else { return json }
    return String(decoding: text[..<end], as: UTF8.self) + ",\"table\":" + json + "}\n"
  }

  /// The table as JSON, an array a column; words as words, null for none.
  var json: String {
    JSONText.object(
      [("object_id", JSONText.strings(objectIDs))] + columns.map { ($0.key, $0.json) }
        + layouts.flatMap { layout in
          [
            ("\(layout.key)_x", JSONText.numbers(layout.points.map { Double($0.x) })),
            ("\(layout.key)_y", JSONText.numbers(layout.points.map { Double($0.y) })),
          ]
        })
  }
}

extension GalaxyTable.Column {
  fileprivate func cell(_ row: Int) -> String {
    switch values {
    case .levels(let levels, let codes): codes[row] < 0 ? "" : levels[Int(codes[row])]
    case .numbers(let values): Self.text(values[row])
    }
  }

  fileprivate var json: String {
    switch values {
    case .levels(let levels, let codes):
      let words = levels.map(JSONText.string)
      return "[\(codes.map { $0 < 0 ? "null" : words[Int($0)] }.joined(separator: ","))]"
    case .numbers(let values): return JSONText.numbers(values)
    }
  }

  /// A number that comes back as it is, whole ones without a point; nothing for none.
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// A report's page and the data that lies beside it.
package struct ReportFiles: Sendable {
  /// The page, which needs neither of the others.
  package let html: String
  /// All numbers of the page and its table of galaxies, at full precision; nil where it has none.
  package let json: String?
  /// The table of galaxies alone.
  package let csv: String?

  /// A page with what lies beside it.
  package init(html: String, json: String? = nil, csv: String? = nil) {
    self.html = html
    self.json = json
    self.csv = csv
  }
}
