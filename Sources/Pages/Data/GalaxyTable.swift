/// What a report knows of its galaxies: one row each, column by column.
///
/// The page carries it once, as its data block; every figure and control that selects galaxies reads
/// it there. It is also written beside the page, as JSON and as CSV.
///
/// ```swift
/// var table = GalaxyTable(objectIDs: ["PGC1", "PGC2"])
/// table.add("known_class", "Catalog class", levels: ["ring", "spiral"], codes: [0, nil])
/// table.add("confidence", "Confidence", [0.93, 0.41])
/// ```
package struct GalaxyTable: Sendable {
  /// The values of one column.
  package enum Values: Sendable, Equatable {
    /// One of a few words for each galaxy, by its place among them; −1 for none.
    case levels([String], codes: [Int32])
    /// A number for each galaxy; NaN for none.
    case numbers([Double])
  }

  /// A named column.
  package struct Column: Sendable, Equatable {
    /// Its name in files, and what a `Pick` refers to.
    package let key: String
    /// Its name on the page.
    package let title: String
    /// One value a galaxy.
    package let values: Values
  }

  /// Where the galaxies lie on a flat map.
  package struct Layout: Sendable {
    let key: String
    let title: String
    /// How the map was made and how it is to be read.
    let words: String
    let points: [SIMD2<Float>]

    /// A map with one point a galaxy.
    package init(key: String, title: String, words: String, points: [SIMD2<Float>]) {
      self.key = key
      self.title = title
      self.words = words
      self.points = points
    }
  }

  /// Columns that pages give a meaning to.
  package enum Key {
    package static let rightAscension = "ra"
    package static let declination = "dec"
    package static let knownClass = "known_class"
    package static let predicted = "predicted"
    package static let confidence = "confidence"
    /// The person's answer; without one a galaxy is unlabelled.
    package static let answer = "answer"
    /// Place of the answer among those that rounds asked for, from 1.
    package static let order = "order"
    package static let round = "round"
    package static let arm = "arm"
    package static let annotator = "annotator"
    package static let rank = "rank"
    /// How likely a galaxy is of a class.
    package static func probability(_ name: String) -> String { "p_" + name }
    package static func score(_ name: String) -> String { "score_" + name }
  }

  /// Names of the galaxies.
  package let objectIDs: [String]
  /// The columns, in the order of the files.
  package private(set) var columns: [Column] = []
  /// Maps, the one that is shown first in front.
  package var layouts: [Layout] = []
  /// Classes that can be told by a threshold on a number.
  package var thresholds: [ThresholdChoice] = []
  /// Small pictures; nil where the page has none.
  package var pictures: ThumbnailSheets?

  /// A table without columns.
  package init(objectIDs: [String]) { self.objectIDs = objectIDs }

  /// Galaxies.
  package var count: Int { objectIDs.count }

  /// Adds a column of numbers; nil for none.
  ///
  /// - Returns: Its key; one that another column has already gets a number.
  @discardableResult
  package mutating func add(_ key: String, _ title: String, _ values: [Double?]) -> String {
    append(key, title, .numbers(values.map { $0 ?? .nan }), values.count)
  }

  /// Adds a column of numbers; NaN for none.
  @discardableResult
  package mutating func add(_ key: String, _ title: String, numbers: [Double]) -> String {
    append(key, title, .numbers(numbers), numbers.count)
  }

  /// Adds a column of words, each by its place among `levels`.
  @discardableResult
  package mutating func add(
    _ key: String, _ title: String, levels: [String], codes: [Int?]
  ) -> String {
    append(key, title, .levels(levels, codes: codes.map { $0.map(Int32.init) ?? -1 }), codes.count)
  }

  /// Adds a column of words; the levels are those that occur, sorted.
  @discardableResult
  package mutating func add(_ key: String, _ title: String, words: [String?]) -> String {
    let levels = Set(words.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, 0...))
    return add(key, title, levels: levels, codes: words.map { $0.flatMap { places[$0] } })
  }

  /// The column of a key.
  package func column(_ key: String) -> Column? { columns.first { $0.key == key } }

  /// The places of a column of words; nil where the key is another kind's or nobody's.
  func codes(_ key: String) -> [Int32]? {
    if case .levels(_, let codes) = column(key)?.values { codes } else { nil }
  }

  /// The numbers of a column of numbers; nil where the key is another kind's or nobody's.
  func numbers(_ key: String) -> [Double]? {
    if case .numbers(let values) = column(key)?.values { values } else { nil }
  }

  private mutating func append(
    _ key: String, _ title: String, _ values: Values, _ count: Int
  ) -> String {
    precondition(count == objectIDs.count, "a column has one value a galaxy")
    let key = unused(key)
    columns.append(Column(key: key, title: title, values: values))
    return key
  }

  private func unused(_ key: String) -> String {
    let taken = Set(columns.map(\.key) + ["object_id"])
    guard taken.contains(key) else { return key }
    return (2...).lazy.map { "\(key)_\($0)" }.first { !taken.contains($0) } ?? key
  }
}

/// A class that galaxies are taken for from some value of a number upwards, and which of them are.
package struct ThresholdChoice: Sendable {
  /// Name of the class.
  let name: String
  /// Key of the number.
  let column: String
  /// Key of the words that say the truth.
  let truth: String
  /// Those of its levels that are the class.
  let levels: [Int]
  /// Whether galaxies with an answer are left out, since they taught the number what they are.
  let leavesOutAnswered: Bool

  /// A class told by a number in 0...1.
  package init(
    name: String, column: String, truth: String, levels: [Int], leavesOutAnswered: Bool = false
  ) {
    self.name = name
    self.column = column
    self.truth = truth
    self.levels = levels
    self.leavesOutAnswered = leavesOutAnswered
  }
}
