import Store
import Tables

extension AnswerLogFile {
  /// Reads the file's text; `name` is what errors call it.
  static func log(in text: String, name: String) throws(HuntError) -> AnswerLog {
    let rows = CSVText.records(inTable: text)
    func malformed(_ line: Int?, _ reason: String) -> HuntError {
      .malformedLabels(file: name, line: line, reason: reason)
    }
    guard let header = rows.first else { throw malformed(nil, "is empty") }
    for row in rows { if let fault = row.fault { throw malformed(row.line, fault) } }
    let places = Dictionary(zip(header.fields, 0...)) { first, _ in first }
    for column in needed where places[column] == nil {
      throw malformed(nil, "has no column \"\(column)\", so it is no whole log of answers")
    }
    var log = AnswerLog(classes: [], entries: [])
    for row in rows.dropFirst() {
      let cells = LogCells(
        places.compactMapValues { row.fields.indices.contains($0) ? row.fields[$0] : nil })
      do throws(LogCells.Fault) {
        try read(cells, into: &log)
      } catch {
        throw malformed(row.line, error.reason)
      }
    }
    return log
  }

  private static func read(_ cells: LogCells, into log: inout AnswerLog) throws(LogCells.Fault) {
    let kind = cells["kind"]
    if kind == classKind {
      guard !cells["class"].isEmpty, let interest = Double(cells["interest"]) else {
        throw cells.fault("a class has a name and an interest")
      }
      log.classes.append(
        HuntClass(
          id: Int64(log.classes.count), name: cells["class"], interest: interest,
          key: cells["key"].first))
    } else if kind == ruleKind {
      guard let rule = LabelRule(name: cells["text"], adjudicator: cells["annotator"]) else {
        throw cells.fault("\"\(cells["text"])\" is no rule for whose answer counts")
      }
      log.rule = rule
    } else if let kind = RemarkKind(rawValue: kind) {
      log.remarks.append(try remark(kind, cells))
    } else if let kind = AnswerKind(rawValue: kind) {
      let entry = try entry(kind, cells)
      log.entries.append(
        LogEntry(
          number: entry.number, kind: kind, objectID: cells["object_id"],
          catalog: cells["catalog"], className: entry.className, annotator: cells["annotator"],
          answeredAt: cells["answered_at"], round: Int(cells["round"]),
          arm: cells["arm"].isEmpty ? nil : cells["arm"], retracts: entry.retracts,
          dwell: entry.dwell, isOlder: cells["older"] == "1"))
    } else if let kind = AnswerKind.allCases.first(where: { name(ofReask: $0) == kind }) {
      let entry = try entry(kind, cells)
      guard let earlier = Int64(cells["about"]) else {
        throw cells.fault("what was asked a second time names the entry that it is about")
      }
      log.reasks.append(
        LogReask(
          number: entry.number, kind: kind, earlier: earlier, objectID: cells["object_id"],
          catalog: cells["catalog"], className: entry.className, retracts: entry.retracts,
          annotator: cells["annotator"], answeredAt: cells["answered_at"], dwell: entry.dwell))
    } else {
      throw cells.fault(
        "\"\(kind)\" is no kind of entry; there are class, answer, skip, retraction, reask, flag, "
          + "unflag, note and rule")
    }
  }

  private static func remark(
    _ kind: RemarkKind, _ cells: LogCells
  ) throws(LogCells.Fault) -> LogRemark {
    guard !cells["object_id"].isEmpty, !cells["annotator"].isEmpty else {
      throw cells.fault("a \(kind.rawValue) has an object id and an annotator")
    }
    guard kind != .note || !cells["text"].isEmpty else { throw cells.fault("a note has a text") }
    return LogRemark(
      kind: kind, objectID: cells["object_id"], catalog: cells["catalog"],
      text: cells["text"].isEmpty ? nil : cells["text"], annotator: cells["annotator"],
      createdAt: try cells.time())
  }

  /// What answers and re-asks have in common.
  private static func entry(
    _ kind: AnswerKind, _ cells: LogCells
  ) throws(LogCells.Fault) -> (
    number: Int64, className: String?, retracts: Int64?, dwell: Double?
  ) {
    guard let number = Int64(cells["entry"]), !cells["object_id"].isEmpty,
      !cells["annotator"].isEmpty
    else { throw cells.fault("an entry has a number, an object id and an annotator") }
    _ = try cells.time()
    guard (kind == .answer) != cells["class"].isEmpty else {
      throw cells.fault("an answer names a class, and nothing else does")
    }
    let retracts = Int64(cells["retracts"])
    guard (kind == .retraction) == (retracts != nil) else {
      throw cells.fault("a retraction names the entry that it takes back")
    }
    let dwell = Double(cells["seconds"])
    guard cells["seconds"].isEmpty || dwell.map({ $0.isFinite && $0 >= 0 }) == true else {
      throw cells.fault("\"\(cells["seconds"])\" is no number of seconds")
    }
    return (number, kind == .answer ? cells["class"] : nil, retracts, dwell)
  }
}

/// The cells of a row by the names of their columns.
private struct LogCells {
  /// What is wrong with a row.
  struct Fault: Error {
    let reason: String
  }

  private let cells: [String: String]

  init(_ cells: [String: String]) { self.cells = cells }

  subscript(column: String) -> String { cells[column] ?? "" }

  func fault(_ reason: String) -> Fault { Fault(reason: reason) }

  /// When it was said.
  func time() throws(Fault) -> String {
    guard Timestamp.date(self["answered_at"]) != nil else {
      throw fault("\"\(self["answered_at"])\" is no ISO-8601 time, such as 2026-01-31T20:15:00Z")
    }
    return self["answered_at"]
  }
}
