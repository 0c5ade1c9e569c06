/// What is new in a hunt since an earlier report of it.
struct HuntChanges: Sendable, Encodable {
  /// A number or a fact that reads differently now.
  struct Value: Sendable, Equatable, Encodable {
    let name: String
    let before: String
    let now: String
  }

  /// A galaxy whose answer is another one now; nil for none.
  struct Answer: Sendable, Equatable, Encodable {
    let objectID: String
    let before: String?
    let now: String?
  }

  /// A galaxy that came among the first of those that nobody labelled.
  struct Arrival: Sendable, Equatable, Encodable {
    let objectID: String
    let place: Int
    /// Its place among those that nobody had labelled then; nil where it was not there.
    let before: Int?
  }

  /// How many of the first in the ranking are looked at.
  static let first = 48

  /// When the earlier report was written.
  let since: String
  /// Numbers at the top of the page, all of them.
  let numbers: [Value]
  /// Facts of the run that are others now.
  let facts: [Value]
  /// Whether the earlier report's galaxies are known.
  let knowsGalaxies: Bool
  /// Galaxies with their first answer, in the order of the table.
  let added: [Answer]
  /// Galaxies with another answer.
  let changed: [Answer]
  /// Galaxies that lost their answer.
  let withdrawn: [Answer]
  /// Those that came among the first, best first.
  let arrivals: [Arrival]

  /// Compares the report as it is now with an earlier one.
  init(_ earlier: PreviousReport, headlines: [Headline], facts: [RunFact], table: GalaxyTable?) {
    since = earlier.written
    numbers = headlines.map { headline in
      Value(
        name: headline.name,
        before: earlier.summary.headlines.first { $0.name == headline.name }?.value ?? "–",
        now: headline.value)
    }
    self.facts = Self.changes(earlier.summary.facts, facts)
    guard let table, let before = earlier.answers,
      case .levels(let levels, let codes) = table.column(GalaxyTable.Key.answer)?.values
    else {
      knowsGalaxies = false
      (added, changed, withdrawn, arrivals) = ([], [], [], [])
      return
    }
    knowsGalaxies = true
    let counts = table.objectIDs.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let rows = table.objectIDs.indices.filter { counts[table.objectIDs[$0]] == 1 }
    let answers = rows.map { row in
      let id = table.objectIDs[row]
      return Answer(
        objectID: id, before: before[id], now: codes[row] < 0 ? nil : levels[Int(codes[row])])
    }.filter { $0.before != $0.now }
    added = answers.filter { $0.before == nil }
    changed = answers.filter { $0.before != nil && $0.now != nil }
    withdrawn = answers.filter { $0.now == nil }
    let ranks = table.numbers(GalaxyTable.Key.rank) ?? []
    let open = rows.filter { codes[$0] < 0 && $0 < ranks.count }.sorted { ranks[$0] < ranks[$1] }
    let placesBefore = Dictionary(
      uniqueKeysWithValues: zip(
        earlier.ranks.keys.filter { before[$0] == nil }
          .sorted { earlier.ranks[$0, default: 0] < earlier.ranks[$1, default: 0] }, 1...))
    arrivals = open.prefix(Self.first).enumerated().compactMap { place, row in
      let id = table.objectIDs[row]
      let before = placesBefore[id]
      return before.map { $0 <= Self.first } == true
        ? nil : Arrival(objectID: id, place: place + 1, before: before)
    }
  }

  /// Whether anything but the time is another.
  var isEmpty: Bool {
    numbers.allSatisfy { $0.before == $0.now } && facts.isEmpty && added.isEmpty && changed.isEmpty
      && withdrawn.isEmpty && arrivals.isEmpty
  }

  private static func changes(_ before: [RunFact], _ now: [RunFact]) -> [Value] {
    let names =
      now.map(\.name) + before.map(\.name).filter { name in !now.contains { $0.name == name } }
    return names.filter { $0 != "Written" }.compactMap { name in
      let value = Value(
        name: name, before: before.first { $0.name == name }?.value ?? "–",
        now: now.first { $0.name == name }?.value ?? "–")
      return value.before == value.now ? nil : value
    }
  }
}
