package import Store
import Tables

/// The CSV form of a label set: `object_id,class,annotator,answered_at,round,arm`.
public enum LabelFile {
  static let columns = ["object_id", "class", "annotator", "answered_at", "round", "arm"]

  /// The file's text, header first.
  public static func text(_ labels: [Label]) -> String {
    CSVText.row(columns) + labels.map { CSVText.row(cells($0)) }.joined()
  }

  /// Every answer that stands with where its galaxy is; in `counts` 1 says that the galaxy carries it.
  package static func text(all answers: [PositionedLabel]) -> String {
    CSVText.row(columns + ["ra", "dec", "catalog", "counts"])
      + answers.map { answer in
        CSVText.row(
          cells(answer.label) + [
            answer.ra.map { "\($0)" } ?? "", answer.dec.map { "\($0)" } ?? "", answer.catalog,
            answer.counts ? "1" : "0",
          ])
      }.joined()
  }

  private static func cells(_ label: Label) -> [String] {
    [
      label.objectID, label.className, label.annotator, label.answeredAt,
      label.round.map(String.init) ?? "", label.arm ?? "",
    ]
  }

  /// Reads the file's text; `name` is what errors call it.
  ///
  /// Columns may be separated by tabs, semicolons or bars, and be called as surveys call them, such as
  /// `objID` and `label`.
  ///
  /// - Throws: `HuntError.malformedLabels`, which names the line.
  public static func labels(in text: String, name: String) throws(HuntError) -> [Label] {
    let rows = CSVText.records(inTable: text)
    func malformed(_ line: Int?, _ reason: String) -> HuntError {
      .malformedLabels(file: name, line: line, reason: reason)
    }
    guard let header = rows.first else {
      throw malformed(nil, "is empty; a label file begins with object_id,class")
    }
    for row in rows {
      if let fault = row.fault { throw malformed(row.line, fault) }
    }
    let places = try places(in: header.fields) { column throws(HuntError) in
      throw malformed(
        nil,
        "has no column \"\(column)\" among \(header.fields.joined(separator: ", ")); a label file "
          + "begins with object_id,class")
    }
    var labels: [Label] = []
    var seen: [[String]: (line: Int, name: String)] = [:]
    for row in rows.dropFirst() {
      func cell(_ column: String) -> String {
        places[column].flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil } ?? ""
      }
      let label = Label(
        objectID: cell("object_id"), className: cell("class"), annotator: cell("annotator"),
        answeredAt: cell("answered_at"), round: Int(cell("round")),
        arm: cell("arm").isEmpty ? nil : cell("arm"))
      guard !label.objectID.isEmpty, !label.className.isEmpty else {
        throw malformed(row.line, "an object id and a class are needed")
      }
      let time = label.answeredAt
      guard time.isEmpty || Timestamp.date(time) != nil else {
        throw malformed(
          row.line, "\"\(time)\" is no ISO-8601 time, such as 2026-01-31T20:15:00Z")
      }
      let given = (line: row.line, name: label.className)
      let first = seen.updateValue(given, forKey: [label.objectID, label.annotator])
      if let first, first.name != given.name {
        throw malformed(
          row.line,
          "\(label.objectID) is \(given.name) here and \(first.name) in line \(first.line); "
            + "leave one of them")
      }
      labels.append(label)
    }
    return labels
  }

  private static func places(
    in header: [String], missing: (String) throws(HuntError) -> Void
  ) throws(HuntError) -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, title) in header.enumerated() where places[title] == nil { places[title] = place }
    places["object_id"] = ColumnNames.place(
      of: "object_id", or: ColumnNames.objectID, in: header)
    places["class"] = ColumnNames.place(
      of: "class", or: ["label"] + ColumnNames.label, in: header)
    for needed in columns.prefix(2) where places[needed] == nil { try missing(needed) }
    return places
  }
}
