import Tables

/// Where the header of a table puts what an object needs, and how a row is read by it.
struct CSVLayout {
  /// Why a row cannot become an object.
  struct Problem: Error {
    let reason: String
  }

  private let names: [String]
  private let objectID: Int
  private let path: Int
  private let label: Int?
  private let rightAscension: Int?
  private let declination: Int?
  private let redshift: Int?
  private let others: [Int]

  /// Finds the columns; names are compared exactly first, then without regard to case.
  init(header: [String], columns: CatalogColumns, path table: String) throws(SurveyError) {
    let names = header.map(CSVLayout.trimmed)
    if let only = names.first, names.count == 1, only.contains(where: { ";\t|".contains($0) }) {
      throw .notATable(path: table, detail: "its columns are not separated by commas")
    }
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw .repeatedColumn(path: table, column: name)
    }
    func place(of name: String) -> Int? {
      names.firstIndex(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
    }
    func needed(_ name: String, option: String) throws(SurveyError) -> Int {
      guard let column = place(of: name) else {
        throw .missingColumn(path: table, column: name, existing: names, option: option)
      }
      return column
    }
    objectID = try needed(columns.objectID ?? "object_id", option: "--id-column")
    let isOnSky = place(of: "ra") != nil && place(of: "dec") != nil
    path = try needed(
      columns.path ?? "path",
      option: "--path-column"
        + (isOnSky ? ", or give the FITS image they lie on with --mosaic" : ""))
    if let name = columns.label {
      label = try needed(name, option: "--label-column")
    } else {
      label = place(of: "label")
    }
    rightAscension = place(of: "ra")
    declination = place(of: "dec")
    redshift = place(of: "redshift")
    let optional = [label, rightAscension, declination, redshift].compactMap { $0 }
    let used = Set(optional + [objectID, path])
    others = names.indices.filter { !used.contains($0) && !names[$0].isEmpty }
    self.names = names
  }

  /// The object that a row describes; relative picture paths start at `folder`.
  func entry(
    from record: CSVParser.Record, origin: String, folder: String
  ) throws(Problem) -> CatalogEntry {
    if let fault = record.fault { throw Problem(reason: "the row is malformed: \(fault)") }
    guard record.fields.count == names.count else {
      throw Problem(
        reason: "the row has \(record.fields.count) fields where the header has \(names.count)")
    }
    func text(_ column: Int?) -> String? {
      let text = column.map { CSVLayout.trimmed(record.fields[$0]) }
      return text?.isEmpty == true ? nil : text
    }
    guard let name = text(objectID) else { throw Problem(reason: "\(names[objectID]) is empty") }
    guard let image = text(path) else { throw Problem(reason: "\(names[path]) is empty") }
    let ra = try coordinate(text(rightAscension), rightAscension, within: 0...360)
    let dec = try coordinate(text(declination), declination, within: -90...90)
    guard (ra == nil) == (dec == nil) else {
      throw Problem(reason: "a position needs both ra and dec, and one of them is empty")
    }
    var attributes: [String: String] = [:]
    for column in others { attributes[names[column]] = record.fields[column] }
    return CatalogEntry(
      objectID: name,
      picture: .file(image.hasPrefix("/") || folder.isEmpty ? image : "\(folder)/\(image)"),
      label: text(label), rightAscension: ra, declination: dec,
      redshift: try redshift(text(redshift)), attributes: attributes, row: record.row,
      origin: origin)
  }

  private func coordinate(
    _ text: String?, _ column: Int?, within range: ClosedRange<Double>
  ) throws(Problem) -> Double? {
    guard let text, let column else { return nil }
    guard let degrees = Double(text), degrees.isFinite else {
      throw Problem(reason: "\(names[column]) \"\(text)\" is not a number of degrees")
    }
    guard range.contains(degrees) else {
      throw Problem(
        reason: "\(names[column]) \(text) is outside \(range.lowerBound)...\(range.upperBound)°")
    }
    return degrees
  }

  /// Catalogs write an unmeasured redshift as nan, unlike an unknown position.
  private func redshift(_ text: String?) throws(Problem) -> Double? {
    guard let text else { return nil }
    guard let value = Double(text) else {
      throw Problem(reason: "redshift \"\(text)\" is not a number")
    }
    return value.isFinite ? value : nil
  }

  /// Without spaces and tabs at both ends; Foundation's own takes ten times as long as the parser.
  private static func trimmed(_ text: String) -> String {
    func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard isBlank(text.utf8.first) || isBlank(text.utf8.last) else { return text }
    let rest = text.utf8.drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) }.map(rest.index(after:)) ?? rest.startIndex
    return String(text[rest.startIndex..<end])
  }
}
