import Store
import Tables

/// The CSV form of everything that people said: a label file with more columns, of which `kind` tells it
/// from one.
///
/// A row is a `class` with its interest and key, an `answer`, a `skip`, or a `retraction` of the entry
/// that it names.
package enum AnswerLogFile {
  private static let columns =
    LabelFile.columns
    + ["catalog", "kind", "entry", "retracts", "seconds", "interest", "key"]
  private static let classKind = "class"

  /// Whether a text is one, and no plain label file.
  package static func isLog(_ text: String) -> Bool {
    let header = text.prefix { !$0.isNewline }
    return CSVText.records(in: header + "\n").first.map {
      $0.fields.contains("kind") && $0.fields.contains("entry")
    } ?? false
  }

  /// The file's text, header first.
  static func text(_ log: AnswerLog) -> String {
    var text = CSVText.row(columns)
    for each in log.classes {
      text += row([
        "class": each.name, "kind": classKind, "interest": "\(each.interest)",
        "key": each.key.map(String.init) ?? "",
      ])
    }
    for entry in log.entries {
      text += row([
        "object_id": entry.objectID, "class": entry.className ?? "",
        "annotator": entry.annotator, "answered_at": entry.answeredAt,
        "round": entry.round.map(String.init) ?? "", "arm": entry.arm ?? "",
        "catalog": entry.catalog, "kind": entry.kind.rawValue, "entry": String(entry.number),
        "retracts": entry.retracts.map(String.init) ?? "",
        "seconds": entry.dwell.map { "\($0)" } ?? "",
      ])
    }
    return text
  }

  private static func row(_ cells: [String: String]) -> String {
    CSVText.row(columns.map { cells[$0] ?? "" })
  }

  /// Reads the file's text; `name` is what errors call it.
  static func log(in text: String, name: String) throws(HuntError) -> AnswerLog {
    let rows = CSVText.records(in: text)
    func malformed(_ line: Int?, _ reason: String) -> HuntError {
      .malformedLabels(file: name, line: line, reason: reason)
    }
    guard let header = rows.first else { throw malformed(nil, "is empty") }
    for row in rows { if let fault = row.fault { throw malformed(row.line, fault) } }
    let places = Dictionary(zip(header.fields, 0...)) { first, _ in first }
    for needed in columns where places[needed] == nil {
      throw malformed(nil, "has no column \"\(needed)\", so it is no whole log of answers")
    }
    var log = AnswerLog(classes: [], entries: [])
    for row in rows.dropFirst() {
      func cell(_ column: String) -> String {
        places[column].flatMap { row.fields.indices.contains($0) ? row.fields[$0] : nil } ?? ""
      }
      if cell("kind") == classKind {
        guard !cell("class").isEmpty, let interest = Double(cell("interest")) else {
          throw malformed(row.line, "a class has a name and an interest")
        }
        log.classes.append(
          HuntClass(
            id: Int64(log.classes.count), name: cell("class"), interest: interest,
            key: cell("key").first))
        continue
      }
      guard let kind = AnswerKind(rawValue: cell("kind")) else {
        throw malformed(
          row.line,
          "\"\(cell("kind"))\" is no kind of entry; there are class, answer, skip and "
            + "retraction")
      }
      guard let number = Int64(cell("entry")), !cell("object_id").isEmpty,
        !cell("annotator").isEmpty
      else { throw malformed(row.line, "an entry has a number, an object id and an annotator") }
      guard Timestamp.date(cell("answered_at")) != nil else {
        throw malformed(
          row.line, "\"\(cell("answered_at"))\" is no ISO-8601 time, such as 2026-01-31T20:15:00Z")
      }
      guard (kind == .answer) != cell("class").isEmpty else {
        throw malformed(row.line, "an answer names a class, and nothing else does")
      }
      guard (kind == .retraction) == (Int64(cell("retracts")) != nil) else {
        throw malformed(row.line, "a retraction names the entry that it takes back")
      }
      let dwell = Double(cell("seconds"))
      guard cell("seconds").isEmpty || dwell.map({ $0.isFinite && $0 >= 0 }) == true else {
        throw malformed(row.line, "\"\(cell("seconds"))\" is no number of seconds")
      }
      log.entries.append(
        LogEntry(
          number: number, kind: kind, objectID: cell("object_id"), catalog: cell("catalog"),
          className: kind == .answer ? cell("class") : nil, annotator: cell("annotator"),
          answeredAt: cell("answered_at"), round: Int(cell("round")),
          arm: cell("arm").isEmpty ? nil : cell("arm"), retracts: Int64(cell("retracts")),
          dwell: dwell))
    }
    return log
  }
}
