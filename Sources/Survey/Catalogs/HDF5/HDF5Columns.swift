/// What an HDF5 file says of each galaxy beside its picture.
struct HDF5Columns {
  /// What it says of one galaxy.
  struct Row: Equatable {
    var label: String?
    var rightAscension: Double?
    var declination: Double?
    var redshift: Double?
    var attributes: [String: String] = [:]
  }

  private let labels: HDF5Dataset
  private let classNames: [String]
  private let rightAscension: HDF5Dataset?
  private let declination: HDF5Dataset?
  private let redshift: HDF5Dataset?
  private let others: [HDF5Dataset]

  /// Finds the columns among the datasets of a file with `rows` pictures.
  init(
    _ file: HDF5File, names: [String], labels: String, classNames: [String], rows: Int
  ) throws(SurveyError) {
    func column(_ name: String) throws(SurveyError) -> HDF5Dataset? {
      guard names.contains(name) else { return nil }
      let dataset = try file.dataset(name)
      guard dataset.shape == [rows], dataset.element != .other else {
        throw .wrongDataset(
          path: file.path, dataset: name, expected: "\(rows) numbers, one for each picture",
          found: dataset.shape == [rows]
            ? "\(dataset.element)" : dataset.shape.map(String.init).joined(separator: "×"))
      }
      return dataset
    }
    guard let known = try column(labels) else {
      throw .foreignHDF5(path: file.path, expected: "it needs \(labels)", found: names)
    }
    self.labels = known
    self.classNames = classNames
    rightAscension = try column("ra")
    declination = try column("dec")
    redshift = try column("redshift")
    var others: [HDF5Dataset] = []
    let used: Set<String> = [HDF5Layout.images, labels, "ra", "dec", "redshift"]
    for name in names where !used.contains(name) {
      // Groups, which do not open as data sets, and tables of other shapes say nothing of single
      // galaxies. What is needed of each galaxy was opened above, where a failure is an error.
      guard let dataset = try? file.dataset(name), dataset.shape == [rows] else { continue }
      if dataset.element != .other { others.append(dataset) }
    }
    self.others = others
  }

  /// The rows of a range, each of which may have a problem of its own.
  func read(_ range: Range<Int>) throws(SurveyError) -> [Result<Row, Rejection.Reason>] {
    let classes = try labels.integers(rows: range)
    let ra = try rightAscension?.doubles(rows: range)
    let dec = try declination?.doubles(rows: range)
    let redshifts = try redshift?.doubles(rows: range)
    var texts: [(name: String, values: [String])] = []
    for column in others { texts.append((column.name, try HDF5Columns.texts(column, range))) }
    return range.indices.map { row in
      let index = row - range.lowerBound
      return Result { () throws(Rejection.Reason) in
        var known = Row()
        known.label = try label(classes[index])
        (known.rightAscension, known.declination) = try HDF5Columns.position(
          ra?[index], dec?[index])
        known.redshift = redshifts.flatMap { $0[index].isFinite ? $0[index] : nil }
        for text in texts { known.attributes[text.name] = text.values[index] }
        return known
      }
    }
  }

  private func label(_ number: Int64) throws(Rejection.Reason) -> String {
    guard classNames.indices.contains(Int(number)) else {
      throw .row(
        "\(labels.name) \(number) is no class, they go from 0 to \(classNames.count - 1)")
    }
    return classNames[Int(number)]
  }

  /// An array has no empty places: a position that is not known is written as two NaNs.
  private static func position(
    _ ra: Double?, _ dec: Double?
  ) throws(Rejection.Reason) -> (Double?, Double?) {
    guard let ra, let dec, !(ra.isNaN && dec.isNaN) else { return (nil, nil) }
    guard !ra.isNaN, !dec.isNaN else {
      throw .row(
        "a position needs both ra and dec, and one of them is not a number")
    }
    guard (0...360).contains(ra) else {
      throw .row("ra \(ra) is outside 0.0...360.0°")
    }
    guard (-90...90).contains(dec) else {
      throw .row("dec \(dec) is outside -90.0...90.0°")
    }
    return (ra, dec)
  }

  private static func texts(
    _ column: HDF5Dataset, _ range: Range<Int>
  ) throws(SurveyError) -> [String] {
    if case .integer = column.element { return try column.integers(rows: range).map(String.init) }
    let values = try column.doubles(rows: range)
    // The fewest digits that give the stored number back depend on its width.
    return column.element.bytes == 4 ? values.map { "\(Float($0))" } : values.map { "\($0)" }
  }
}
