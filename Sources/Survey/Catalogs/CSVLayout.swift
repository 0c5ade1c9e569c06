import Tables

/// Where the header of a table puts what an object needs, and how a row is read by it.
struct CSVLayout {
  /// Which columns play which part.
  let used: [CatalogRole: String]
  private let names: [String]
  private let objectID: Int
  private let path: Int?
  private let label: Int?
  private let rightAscension: Int?
  private let declination: Int?
  private let redshift: Int?
  private let others: [Int]

  /// Finds the columns, by the names given or else by those that surveys use.
  ///
  /// - Parameter needsPath: Whether the table has to say where the pictures are.
  init(
    header: [String], columns: CatalogColumns, needsPath: Bool = true, path table: String
  ) throws(SurveyError) {
    let names = header.map(CSVLayout.trimmed)
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw .repeatedColumn(path: table, column: name)
    }
    var used: [CatalogRole: String] = [:]
    func column(
      _ role: CatalogRole, named name: String? = nil, needed: SoughtColumn? = nil
    ) throws(SurveyError) -> Int? {
      let place = name.map { CatalogRole.place(named: $0, in: names) } ?? role.place(in: names)
      if let place { used[role] = names[place] }
      if let needed, place == nil {
        throw .missingColumn(
          path: table, column: name ?? role.rawValue, existing: names, sought: needed)
      }
      return place
    }
    guard let objectID = try column(.objectID, named: columns.objectID, needed: .objectID)
    else { preconditionFailure("a column that is needed is found or an error") }
    self.objectID = objectID
    rightAscension = try column(.rightAscension)
    declination = try column(.declination)
    let isOnSky = rightAscension != nil && declination != nil
    // With a folder of pictures given, their names follow from the objects'.
    let isNeeded = needsPath && (columns.path != nil || columns.pictures == nil)
    path =
      needsPath
      ? try column(
        .path, named: columns.path,
        needed: isNeeded
          ? .picture(objectIDs: names[objectID], hasPositions: isOnSky) : nil)
      : nil
    label = try column(
      .label, named: columns.label, needed: columns.label == nil ? nil : .label)
    redshift = try column(.redshift)
    let optional = [path, label, rightAscension, declination, redshift].compactMap { $0 }
    let taken = Set(optional + [objectID])
    others = names.indices.filter { !taken.contains($0) && !names[$0].isEmpty }
    self.names = names
    self.used = used
  }

  /// The object that a row describes.
  func entry(
    from record: CSVParser.Record, origin: String, pictures: PictureFolder
  ) throws(Rejection.Reason) -> CatalogEntry {
    if let fault = record.fault { throw .row("the row is malformed: \(fault)") }
    guard record.fields.count == names.count else {
      throw .row(
        "the row has \(record.fields.count) fields where the header has \(names.count)")
    }
    func text(_ column: Int?) -> String? {
      let text = column.map { CSVLayout.trimmed(record.fields[$0]) }
      return text?.isEmpty == true ? nil : text
    }
    guard let name = text(objectID) else { throw .row("\(names[objectID]) is empty") }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw .row("\(names[objectID]) holds characters that can't be shown")
    }
    let picture: String
    if let path {
      guard let image = text(path) else { throw .row("\(names[path]) is empty") }
      picture = pictures.path(image)
    } else {
      picture = pictures.path(of: name)
    }
    let ra = try coordinate(text(rightAscension), rightAscension, within: 0...360)
    let dec = try coordinate(text(declination), declination, within: -90...90)
    guard (ra == nil) == (dec == nil) else {
      throw .row("a position needs both ra and dec, and one of them is empty")
    }
    var attributes: [String: String] = [:]
    for column in others { attributes[names[column]] = record.fields[column] }
    return CatalogEntry(
      objectID: name,
      picture: .file(picture),
      label: text(label), rightAscension: ra, declination: dec,
      redshift: try redshift(text(redshift)), attributes: attributes, row: record.row,
      origin: origin)
  }

  private func coordinate(
    _ text: String?, _ column: Int?, within range: ClosedRange<Double>
  ) throws(Rejection.Reason) -> Double? {
    guard let text, let column else { return nil }
    guard let degrees = SkyAngle.degrees(text, hours: column == rightAscension) else {
      throw .row("\(names[column]) \"\(text)\" is not a number of degrees")
    }
    guard range.contains(degrees) else {
      throw .row(
        "\(names[column]) \(text) is outside \(range.lowerBound)...\(range.upperBound)°")
    }
    return degrees
  }

  /// Catalogs write an unmeasured redshift as nan, unlike an unknown position.
  private func redshift(_ text: String?) throws(Rejection.Reason) -> Double? {
    guard let text else { return nil }
    guard let value = Double(text) else {
      throw .row("redshift \"\(text)\" is not a number")
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
