import Store
import Tables

/// The CSV form of everything that people said: a label file with more columns, of which `kind` tells it
/// from one.
///
/// A row is a `class` with its interest and key, an `answer`, a `skip`, or a `retraction` of the entry
/// that it names. Besides there are a `flag`, `unflag` or `note` with its text; `reask`, `reask-skip` and
/// `reask-retraction` for what was said when it was asked a second time, `about` an entry; and the
/// `rule` that says whose answer counts.
package enum AnswerLogFile {
  /// What a file has to have.
  static let needed =
    LabelFile.columns
    + ["catalog", "kind", "entry", "retracts", "seconds", "interest", "key"]
  /// What files of the first versions don't have.
  static let columns = needed + ["older", "about", "text"]
  static let classKind = "class"
  static let ruleKind = "rule"

  /// Whether a text is one, and no plain label file.
  package static func isLog(_ text: String) -> Bool {
    let header = text.prefix { !$0.isNewline }
    return CSVText.records(inTable: header + "\n").first.map {
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
        "seconds": entry.dwell.map { "\($0)" } ?? "", "older": entry.isOlder ? "1" : "",
      ])
    }
    for reask in log.reasks {
      text += row([
        "object_id": reask.objectID, "class": reask.className ?? "",
        "annotator": reask.annotator, "answered_at": reask.answeredAt, "catalog": reask.catalog,
        "kind": Self.name(ofReask: reask.kind), "entry": String(reask.number),
        "retracts": reask.retracts.map(String.init) ?? "", "about": String(reask.earlier),
        "seconds": reask.dwell.map { "\($0)" } ?? "",
      ])
    }
    for remark in log.remarks {
      text += row([
        "object_id": remark.objectID, "annotator": remark.annotator,
        "answered_at": remark.createdAt, "catalog": remark.catalog, "kind": remark.kind.rawValue,
        "text": remark.text ?? "",
      ])
    }
    if log.rule != .latest {
      text += row([
        "kind": ruleKind, "text": log.rule.name, "annotator": log.rule.adjudicator ?? "",
      ])
    }
    return text
  }

  static func name(ofReask kind: AnswerKind) -> String {
    kind == .answer ? "reask" : "reask-\(kind.rawValue)"
  }

  private static func row(_ cells: [String: String]) -> String {
    CSVText.row(columns.map { cells[$0] ?? "" })
  }
}
