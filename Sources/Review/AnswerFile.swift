import Foundation

/// Answers written down beforehand, one `objectID,class` a line; an empty class skips.
///
/// Blank lines and lines that begin with `#` are passed over, and so is a header row.
package struct AnswerFile: Sendable, Equatable {
  /// One answer and where it stands.
  package struct Line: Sendable, Equatable {
    /// Line of the file, from 1.
    package let number: Int
    /// The galaxy's object id.
    package let objectID: String
    /// The class, nil for a skip.
    package let className: String?
  }

  /// What the file is called in messages.
  package let name: String
  /// The answers in the order of the file.
  package let lines: [Line]

  /// Reads a file of UTF-8 text.
  package static func read(_ path: String) throws(ReviewError) -> AnswerFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      let there = FileManager.default.fileExists(atPath: path)
      throw .unreadableAnswers(file: path, reason: there ? "not a readable file" : "no such file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .unreadableAnswers(file: path, reason: "it is not UTF-8 text")
    }
    return try AnswerFile(text: text, name: path)
  }

  /// Reads text; the first line that is wrong is reported.
  package init(text: String, name: String) throws(ReviewError) {
    self.name = name
    var lines: [Line] = []
    var hasHeader = false
    let rows = text.drop { $0 == "\u{FEFF}" }.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() {
      let content = row.trimmingCharacters(in: .whitespaces)
      if content.isEmpty || content.hasPrefix("#") { continue }
      func malformed(_ reason: String) -> ReviewError {
        .malformedAnswer(file: name, line: index + 1, reason: reason)
      }
      guard let fields = Self.fields(content) else { throw malformed("a quote is not closed") }
      if lines.isEmpty, !hasHeader, Self.isHeader(fields) {
        hasHeader = true
        continue
      }
      guard fields.count == 2 || (hasHeader && fields.count > 2) else {
        throw malformed("expected objectID,class but found \(fields.count) fields")
      }
      guard !fields[0].isEmpty else { throw malformed("the object id is empty") }
      var className: String?
      if !fields[1].isEmpty {
        do {
          className = try NewClassEntry(fields[1]).name
        } catch {
          throw malformed("\(error)")
        }
        guard !fields[1].contains("=") else { throw malformed("a class is a name without =") }
      }
      lines.append(Line(number: index + 1, objectID: fields[0], className: className))
    }
    self.lines = lines
  }

  /// Pairs the lines with the questions they answer, checking all of them before any is recorded.
  ///
  /// Objects in `alreadyAnswered` are passed over, so that the same file can be given twice.
  package func plan(
    for questions: [ReviewQuestion], alreadyAnswered: Set<String> = []
  ) throws(ReviewError) -> [(question: ReviewQuestion, className: String?)] {
    let byID = Dictionary(grouping: questions, by: \.objectID)
    var seen: [String: Int] = [:]
    var plan: [(question: ReviewQuestion, className: String?)] = []
    for line in lines {
      let objectID = line.objectID
      if let first = seen.updateValue(line.number, forKey: objectID) {
        throw .repeatedObject(
          file: name, line: line.number, objectID: objectID, firstLine: first)
      }
      let matches = byID[objectID] ?? []
      guard matches.count < 2 else {
        throw .ambiguousObject(file: name, line: line.number, objectID: objectID)
      }
      if let question = matches.first {
        plan.append((question, line.className))
      } else if !alreadyAnswered.contains(objectID) {
        throw .unknownObject(file: name, line: line.number, objectID: objectID)
      }
    }
    return plan
  }

  private static func isHeader(_ fields: [String]) -> Bool {
    let names = fields.prefix(2).map { $0.lowercased() }
    return names == ["object_id", "class"] || names == ["objectid", "class"]
  }

  /// Fields of one line, quoted ones as RFC 4180 has them; nil where a quote stays open.
  private static func fields(_ line: String) -> [String]? {
    var fields: [String] = []
    var field = ""
    var quoted = false
    var rest = Substring(line)
    while let character = rest.popFirst() {
      switch character {
      case "\"" where quoted && rest.first == "\"":
        field.append("\"")
        rest.removeFirst()
      case "\"": quoted.toggle()
      case "," where !quoted:
        fields.append(field.trimmingCharacters(in: .whitespaces))
        field = ""
      default: field.append(character)
      }
    }
    fields.append(field.trimmingCharacters(in: .whitespaces))
    return quoted ? nil : fields
  }
}
