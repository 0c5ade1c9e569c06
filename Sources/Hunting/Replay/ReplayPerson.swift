internal import Vocabulary

/// The simulated person of a replayed hunt: their words for the catalog's classes, and their answers.
struct ReplayPerson: Sendable {
  /// What everything is called that has no name of its own.
  static let boring = "boring"

  private let knownClasses: [String]
  private let anomalies: Set<String>
  /// The word for each known class.
  private var words: [String: String] = [:]
  /// Words whose interest was changed.
  private var interests: [String: Double] = [:]
  private var said: [(galaxy: Int, word: String)] = []

  /// - Parameter changes: all that will happen, since a class that is named later has no word yet.
  init(
    knownClasses: [String], anomalies: Set<String>, oracle: ReplaySettings.Oracle,
    changes: [ReplayChange]
  ) {
    self.knownClasses = knownClasses
    self.anomalies = anomalies
    for name in Set(knownClasses) {
      let isNamed = oracle == .className || anomalies.contains(name)
      let isLate = changes.contains { $0.kind == .name(name) }
      words[name] = isNamed && !isLate ? name : Self.boring
    }
  }

  /// The words used so far, in the order of their first use, each with its interest.
  var classes: [HuntClass] {
    var words: [String] = []
    var seen = Set<String>()
    for answer in said where seen.insert(answer.word).inserted { words.append(answer.word) }
    return words.enumerated().map { number, word in
      HuntClass(id: Int64(number), name: word, interest: interest(word))
    }
  }

  /// The answers so far; labels index `classes`.
  var answers: [LabelledGalaxy] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes.map(\.name), 0...))
    return said.map { LabelledGalaxy(galaxy: $0.galaxy, label: numbers[$0.word]!) }
  }

  /// Says what a galaxy is.
  mutating func answer(_ galaxy: Int) {
    said.append((galaxy, words[knownClasses[galaxy]]!))
  }

  /// Changes the person's mind.
  mutating func apply(_ kind: ReplayChange.Kind) {
    switch kind {
    case .name(let name):
      words[name] = name
    case .merge(let old, let new):
      if interests[new] == nil { interests[new] = max(interest(old), interest(new)) }
      words = words.mapValues { $0 == old ? new : $0 }
      said = said.map { ($0.galaxy, $0.word == old ? new : $0.word) }
    case .split(let word):
      for (name, own) in words where own == word { words[name] = name }
      said = said.map { ($0.galaxy, $0.word == word ? knownClasses[$0.galaxy] : $0.word) }
    case .weigh(let word, let interest):
      interests[word] = interest
    }
  }

  /// A known class that is hunted interests by itself.
  private func interest(_ word: String) -> Double {
    interests[word] ?? (anomalies.contains(word) ? 1 : 0)
  }
}
