import Hunting
import Store

/// An answer that a head which did not learn it is sure to be another.
package struct LikelyMistake: Sendable, Equatable {
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The galaxy's object id.
  package let objectID: String
  /// The class that it carries.
  package let label: String
  /// Who gave it.
  package let annotator: String
  /// What the head gives that class.
  package let labelShare: Double
  /// The class that the head takes it for.
  package let suggested: String
  /// What the head gives that one.
  package let suggestedShare: Double
  /// Whether somebody looked once more, or somebody else, and said the same.
  package let isConfirmed: Bool
}

extension Hunt {
  /// Answers of a class that has fewer say too little of it to be doubted.
  static let leastOfDoubted = 4
  /// What a head gives another class before it is sure of it.
  package static let surelyAnother = 0.8

  /// Answers that are most likely slips, the surest first: for every tenth of the answers, a head that
  /// learned the others is sure of another class.
  ///
  /// - Parameter share: the least that the head gives the other class.
  /// - Throws: `HuntError.noEmbeddings` or `.incompleteEmbeddings`.
  package func likelyMistakes(share: Double = surelyAnother) throws -> [LikelyMistake] {
    try store.snapshot { store in
      try likelyMistakes(share: share, in: store, HuntSnapshot(store, hunt: id))
    }
  }

  /// The same of a moment that was read already.
  func likelyMistakes(
    share: Double = surelyAnother, in store: HuntStore, _ snapshot: HuntSnapshot
  ) throws -> [LikelyMistake] {
    let answers = snapshot.answers
    let counts = Dictionary(grouping: answers, by: \.label).mapValues(\.count)
    guard counts.count > 1, answers.count >= 2 * Self.leastOfDoubted else { return [] }
    let folds = AnswerFolds(
      labels: answers.map(\.label), count: min(10, answers.count), seed: 0)
    let said = try HeldOutHead.probabilities(
      features: snapshot.features, answers: answers, classes: snapshot.classes.map(\.id),
      folds: folds)
    var found: [(galaxy: Int64, label: Int, suggested: Int, own: Float, other: Float)] = []
    for (row, answer) in answers.enumerated()
    where counts[answer.label, default: 0] >= Self.leastOfDoubted {
      let classes = snapshot.classes.indices
      guard
        let best = classes.max(by: { said.probability(row, $0) < said.probability(row, $1) }),
        best != answer.label, Double(said.probability(row, best)) >= share
      else { continue }
      found.append(
        (
          snapshot.ids[answer.galaxy], answer.label, best, said.probability(row, answer.label),
          said.probability(row, best)
        ))
    }
    found.sort { ($0.other - $0.own, $1.galaxy) > ($1.other - $1.own, $0.galaxy) }
    let galaxies = try store.galaxies(ids: found.map(\.galaxy))
    let people = Dictionary(
      uniqueKeysWithValues: PeopleOnGalaxy.all(try store.standingAnswers(hunt: id)).map {
        ($0.galaxy, $0)
      })
    return zip(found, galaxies).map { doubt, galaxy in
      let label = snapshot.classes[doubt.label]
      let same = people[doubt.galaxy]?.all.filter { $0.label == label.id } ?? []
      return LikelyMistake(
        galaxy: doubt.galaxy, objectID: galaxy.objectID, label: label.name,
        annotator: same.last?.annotator ?? "", labelShare: Double(doubt.own),
        suggested: snapshot.classes[doubt.suggested].name, suggestedShare: Double(doubt.other),
        isConfirmed: same.count > 1)
    }
  }
}
