import Store
import Tables

/// The CSV form of a label set: `object_id,class,annotator,answered_at,round,arm`.
public enum LabelFile {
  static let columns = ["object_id", "class", "annotator", "answered_at", "round", "arm"]

  /// The file's text, header first.
  public static func text(_ labels: [Label]) -> String {
    CSVText.row(columns)
      + labels.map { label in
        CSVText.row([
          label.objectID, label.className, label.annotator, label.answeredAt,
          label.round.map(String.init) ?? "", label.arm ?? "",
        ])
      }.joined()
  }

  /// Reads the file's text; `name` is what errors call it.
  ///
  /// - Throws: `HuntError.malformedLabels`, which names the line.
  public static func labels(in text: String, name: String) throws(HuntError) -> [Label] {
    let rows = CSVText.records(in: text)
    func malformed(_ line: Int?, _ reason: String) -> HuntError {
      .malformedLabels(file: name, line: line, reason: reason)
    }
    guard let header = rows.first else {
      throw malformed(nil, "is empty; a label file begins with object_id,class")
    }
    for row in rows {
      if let fault = row.fault { throw malformed(row.line, fault) }
    }
    var places: [String: Int] = [:]
    for (place, title) in header.fields.enumerated() {
      // As files of answers call it.
      let title = title == "objectID" ? "object_id" : title
      if places[title] == nil { places[title] = place }
    }
    for needed in columns.prefix(2) where places[needed] == nil {
      throw malformed(
        nil,
        "has no column \"\(needed)\" among \(header.fields.joined(separator: ", ")); a label file "
          + "begins with object_id,class")
    }
    var labels: [Label] = []
    var seen: [String: (line: Int, name: String)] = [:]
    for row in rows.dropFirst() {
      func cell(_ column: String) -> String {
        places[column].flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil } ?? ""
      }
      guard !cell("object_id").isEmpty, !cell("class").isEmpty else {
        throw malformed(row.line, "an object id and a class are needed")
      }
      let time = cell("answered_at")
      guard time.isEmpty || Timestamp.date(time) != nil else {
        throw malformed(
          row.line, "\"\(time)\" is no ISO-8601 time, such as 2026-01-31T20:15:00Z")
      }
      let given = (line: row.line, name: cell("class"))
      if let first = seen.updateValue(given, forKey: cell("object_id")), first.name != given.name {
        throw malformed(
          row.line,
          "\(cell("object_id")) is \(given.name) here and \(first.name) in line \(first.line); "
            + "leave one of them")
      }
      labels.append(
        Label(
          objectID: cell("object_id"), className: cell("class"), annotator: cell("annotator"),
          answeredAt: cell("answered_at"), round: Int(cell("round")),
          arm: cell("arm").isEmpty ? nil : cell("arm")))
    }
    return labels
  }
}
