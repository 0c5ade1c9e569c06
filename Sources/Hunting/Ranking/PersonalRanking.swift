package import Vocabulary

/// What a hunt knows of its survey at a moment, and what follows from it: the order in which a person
/// should look, and the questions that are worth asking.
///
/// Rankings, rounds and replayed hunts all go through it, so what a replay measures is what a hunt
/// does.
///
/// ```swift
/// let ranking = try PersonalRanking(
///   features: features, answers: answers, classes: classes, novelty: { fusedScores })
/// let order = descendingOrder(ofScores: try ranking.scores())
/// let questions = try ranking.questions(count: 20, excluded: asked, drawSeed: 0)
/// ```
package struct PersonalRanking {
  /// One vector per galaxy.
  package let features: FeatureMatrix
  /// The person's classes, in the order of the probabilities.
  package let classes: [HuntClass]
  /// What the head says of every galaxy, pooled with the votes where there are some.
  package let probabilities: HeadProbabilities
  /// One novelty score per galaxy, higher for stranger; asked for only where it is needed.
  private let novelty: () throws -> [Float]

  /// Learns all answers.
  ///
  /// - Parameters:
  ///   - answers: rows of the features, with indices into the classes.
  ///   - head: what learns them; the personalised head if nil.
  ///   - votes: what a finetuned network says, where it has a say.
  package init(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes: [HuntClass],
    head: (any Ranker)? = nil, votes: ClassVotes? = nil, novelty: @escaping () throws -> [Float]
  ) throws(HuntingError) {
    var head = head ?? PersonalisedHead(for: features)
    try HuntClass.validate(classes)
    try head.fit(features: features, answers: answers, classes: classes.map(\.id))
    let said = try head.probabilities(features)
    self.init(
      features: features, classes: classes,
      probabilities: votes.map { said.pooled(with: $0) } ?? said, novelty: novelty)
  }

  /// A ranking by probabilities that are known already.
  package init(
    features: FeatureMatrix, classes: [HuntClass], probabilities: HeadProbabilities,
    novelty: @escaping () throws -> [Float]
  ) {
    self.features = features
    self.classes = classes
    self.probabilities = probabilities
    self.novelty = novelty
  }

  /// Whether a hunted class has answers, without which the order is that of the novelty.
  package var knowsThePerson: Bool {
    classes.indices.contains { classes[$0].isHunted && probabilities.isTrained[$0] }
  }

  /// Σ_c w_c p_c of every galaxy, or the novelty's percentile while no hunted class has answers.
  ///
  /// No training: changed interests rank anew as they are.
  package func scores() throws -> [Float] {
    try HuntClass.validate(classes)
    guard classes.map(\.id) == probabilities.classes else { throw HuntingError.classesReordered }
    guard knowsThePerson else {
      let novelty = try novelty()
      guard novelty.count == probabilities.rows else {
        throw HuntingError.countMismatch(
          what: "novelty scores", expected: probabilities.rows, found: novelty.count)
      }
      return RankFusion.percentiles(novelty)
    }
    return probabilities.interestScore(weights: classes.map { Float($0.interest) })
  }

  /// The next questions, fewer than `count` where fewer galaxies are left.
  ///
  /// - Parameters:
  ///   - excluded: rows never to ask again: answered, skipped, or in an open question.
  ///   - drawSeed: fixes the order in which the random arm draws; the same throughout a hunt.
  package func questions(
    count: Int, budget: QueryBudget = .standard, excluded: Set<Int>, drawSeed: UInt64
  ) throws -> [PlannedQuestion] {
    try round(of: count, budget: budget, excluded: excluded, drawSeed: drawSeed).plan()
  }

  /// The round from which the next questions are drawn, all at once or one by one.
  package func round(
    of count: Int, budget: QueryBudget = .standard, excluded: Set<Int>, drawSeed: UInt64
  ) -> QueryRound {
    QueryRound(
      features: features, probabilities: probabilities, classes: classes, novelty: novelty,
      excluded: excluded, size: count, budget: budget, drawSeed: drawSeed)
  }
}
