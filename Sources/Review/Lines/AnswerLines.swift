import Foundation
import Tables

/// One line of answers: a galaxy and its class.
package struct AnswerLine: Sendable, Equatable {
  /// Line of the text, from 1.
  package let number: Int
  /// The galaxy's object id.
  package let objectID: String
  /// The class, nil for a skip.
  package let className: String?

  /// An answer in a line.
  package init(number: Int, objectID: String, className: String?) {
    self.number = number
    self.objectID = objectID
    self.className = className
  }
}

/// A line that is none, or that can't be recorded.
package struct AnswerLineFault: Error, Sendable, Equatable {
  /// Line of the text, from 1.
  package let number: Int
  /// What is wrong with it.
  package let reason: String
}

/// Answers line by line, as they come: `objectID,class`, where an empty class skips.
///
/// Blank lines and lines that begin with `#` are passed over, and so is a header, which may name its
/// columns as catalogs do. Without one there are two columns. What is between them, a comma, tab,
/// semicolon or bar, the first line tells.
///
/// ```swift
/// var lines = AnswerLines()
/// lines.take(Array("G1,ring\nG2".utf8))   // the first line
/// lines.finish()                          // a fault: the second has one field
/// ```
package struct AnswerLines {
  /// A line as it was read.
  package typealias Item = Result<AnswerLine, AnswerLineFault>

  private enum Layout {
    case unknown
    /// Two columns and no header.
    case bare
    /// Where a header puts the object id and the class.
    case header(objectID: Int, className: Int)
  }

  private var layout = Layout.unknown
  private var parser: CSVParser?
  /// What has come before the first line was whole.
  private var held: [UInt8] = []

  /// The start of a text.
  package init() {}

  /// Takes the next piece of the text, of any size, and gives the lines that end in it.
  package mutating func take(_ bytes: [UInt8]) -> [Item] {
    guard parser == nil else { return parse(bytes) }
    held += bytes
    guard let first = firstLine() else { return [] }
    return begin(first)
  }

  /// Ends the text: a last line needs no line break.
  package mutating func finish() -> [Item] {
    var items = parser == nil ? begin(held[...]) : []
    var records: [CSVParser.Record] = []
    parser?.finish { records.append($0) }
    items += records.compactMap { item($0) }
    return items
  }

  /// The first line that is no comment, once it is whole.
  private func firstLine() -> ArraySlice<UInt8>? {
    var rest = held[...]
    while let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) {
      let line = rest[..<end]
      let text = line.drop { $0 == 32 || $0 == 9 || $0 >= 0xBB }
      if !text.isEmpty, text.first != UInt8(ascii: "#") { return line }
      rest = rest[(end + 1)...]
    }
    return nil
  }

  private mutating func begin(_ first: ArraySlice<UInt8>) -> [Item] {
    parser = CSVParser(separator: Self.separator(of: first), spansLines: false)
    defer { held = [] }
    return parse(held)
  }

  /// The comma where a line has one and no header says otherwise.
  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    for separator in ",\t;|".utf8 where line.contains(separator) {
      var fields: [String] = []
      var parser = CSVParser(separator: separator)
      parser.parse(Array(line)) { fields = $0.fields }
      parser.finish { fields = $0.fields }
      if places(in: fields) != nil { return separator }
    }
    return ",\t;|".utf8.first { line.contains($0) } ?? UInt8(ascii: ",")
  }

  private mutating func parse(_ bytes: [UInt8]) -> [Item] {
    var records: [CSVParser.Record] = []
    parser?.parse(bytes) { records.append($0) }
    return records.compactMap { item($0) }
  }

  /// What a record says; nil for what is passed over.
  private mutating func item(_ record: CSVParser.Record) -> Item? {
    let fields = record.fields.map { $0.trimmingCharacters(in: .whitespaces) }
    if fields == [""] || fields[0].hasPrefix("#") { return nil }
    func fault(_ reason: String) -> Item {
      .failure(AnswerLineFault(number: record.line, reason: reason))
    }
    if let reason = record.fault { return fault(reason) }
    if case .unknown = layout {
      if let (objectID, className) = Self.places(in: fields) {
        layout = .header(objectID: objectID, className: className)
        return nil
      }
      layout = .bare
    }
    let (id, name): (String, String)
    switch layout {
    case .header(let objectID, let className):
      guard fields.indices.contains(max(objectID, className)) else {
        return fault("it has \(fields.count) fields, and the header names more")
      }
      (id, name) = (fields[objectID], fields[className])
    case .bare, .unknown:
      guard fields.count == 2 else {
        let noun = fields.count == 1 ? "field" : "fields"
        return fault("expected objectID,class but found \(fields.count) \(noun)")
      }
      (id, name) = (fields[0], fields[1])
    }
    if id.isEmpty { return fault("the object id is empty") }
    if name.isEmpty {
      return .success(AnswerLine(number: record.line, objectID: id, className: nil))
    }
    if name.contains("=") { return fault("a class is a name without =") }
    do {
      let valid = try NewClassEntry(name).name
      return .success(AnswerLine(number: record.line, objectID: id, className: valid))
    } catch {
      return fault("\(error)")
    }
  }

  private static func places(in header: [String]) -> (objectID: Int, className: Int)? {
    let names = header.map { $0.trimmingCharacters(in: .whitespaces) }
    guard
      let objectID = ColumnNames.place(of: "object_id", or: ColumnNames.objectID, in: names),
      let className = ColumnNames.place(
        of: "class", or: ["label"] + ColumnNames.label, in: names)
    else { return nil }
    return (objectID, className)
  }
}
