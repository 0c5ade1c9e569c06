import Files
import Foundation
import Tables
package import Vocabulary

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

  /// Reads a file of UTF-8 text, a pipe such as `<(command)`, or standard input, which is `-`.
  package static func read(_ path: String) throws(ReviewError) -> AnswerFile {
    let name = path == "-" ? "standard input" : path
    let bytes: [UInt8]
    do {
      bytes = try InputText.bytes(of: path)
    } catch {
      throw .unreadableAnswers(file: name, error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .answersNotText(file: name)
    }
    return try AnswerFile(text: text, name: name)
  }

  /// Reads text; the first line that is wrong is reported.
  package init(text: String, name: String) throws(ReviewError) {
    self.name = name
    var lines: [Line] = []
    var hasHeader = false
    for record in CSVText.records(in: text) {
      func malformed(_ reason: String) -> ReviewError {
        .malformedAnswer(file: name, line: record.line, reason: reason)
      }
      if let fault = record.fault { throw malformed(fault) }
      let fields = record.fields.map { $0.trimmingCharacters(in: .whitespaces) }
      if fields == [""] || fields[0].hasPrefix("#") { continue }
      if lines.isEmpty, !hasHeader, Self.isHeader(fields) {
        hasHeader = true
        continue
      }
      guard fields.count == 2 || (hasHeader && fields.count > 2) else {
        let noun = fields.count == 1 ? "field" : "fields"
        throw malformed("expected objectID,class but found \(fields.count) \(noun)")
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
      lines.append(Line(number: record.line, objectID: fields[0], className: className))
    }
    self.lines = lines
  }

  /// Pairs the lines with the questions they answer, checking all of them before any is recorded.
  ///
  /// Objects in `alreadyAnswered` are passed over, so that the same file can be given twice.
  package func plan(
    for questions: [Question], alreadyAnswered: Set<String> = []
  ) throws(ReviewError) -> [(question: Question, className: String?)] {
    let byID = Dictionary(grouping: questions, by: \.objectID)
    var seen: [[UInt8]: Int] = [:]
    var plan: [(question: Question, className: String?)] = []
    for line in lines {
      let objectID = line.objectID
      // Texts are equal here where they look the same; of such, the one with these bytes is meant.
      let alike = byID[objectID] ?? []
      let exact = alike.filter { $0.objectID.utf8.elementsEqual(objectID.utf8) }
      let matches = exact.isEmpty ? alike : exact
      let id = Array((matches.first?.objectID ?? objectID).utf8)
      if let first = seen.updateValue(line.number, forKey: id) {
        throw .repeatedObject(
          file: name, line: line.number, objectID: objectID, firstLine: first)
      }
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
}
