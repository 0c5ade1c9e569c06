package import Vocabulary

/// Plans a round: which galaxies to ask about, by which arm, and why.
package struct QueryRound {
  /// One feature vector per galaxy.
  package var features: FeatureMatrix
  /// The fitted head's view of every galaxy; its classes are those of `classes`, in order.
  package var probabilities: HeadProbabilities
  /// The person's classes with their interests.
  package var classes: [HuntClass]
  /// One unsupervised novelty score per galaxy, higher for stranger; only its order matters.
  ///
  /// Asked for once, and only where an arm that needs it has a turn.
  package var novelty: () throws -> [Float]
  /// Galaxies never to ask again: answered, skipped, or in an open question.
  package var excluded: Set<Int>
  /// Most questions to ask.
  package var size: Int
  /// Division of the questions among the arms.
  package var budget: QueryBudget
  /// Fixes the order in which the random arm draws; the same throughout a hunt.
  package var drawSeed: UInt64

  /// Everything a plan depends on; equal rounds plan equal questions.
  package init(
    features: FeatureMatrix, probabilities: HeadProbabilities, classes: [HuntClass],
    novelty: @escaping () throws -> [Float], excluded: Set<Int>, size: Int,
    budget: QueryBudget = .standard, drawSeed: UInt64
  ) {
    self.features = features
    self.probabilities = probabilities
    self.classes = classes
    self.novelty = novelty
    self.excluded = excluded
    self.size = size
    self.budget = budget
    self.drawSeed = drawSeed
  }

  /// At most `size` questions, fewer when fewer galaxies are left; the same inputs ask the same.
  ///
  /// Arms take turns in proportion to their share. An arm with nothing to say (no answered class
  /// of interest, nothing to hesitate between) leaves its turns to novelty, and what no arm wants
  /// is filled from the random order.
  ///
  /// - Throws: `HuntingError`, or what `novelty` throws.
  package func plan() throws -> [PlannedQuestion] {
    var draws = try QuestionDraws(self)
    let total = min(size, draws.open)
    var turns = Apportionment.interleave(draws.budget.counts(size: total)).map { Arm.allCases[$0] }
    // Turns that an exhausted arm leaves over.
    turns += [Arm](repeating: .novelty, count: total) + [Arm](repeating: .random, count: total)
    var questions: [PlannedQuestion] = []
    for arm in turns where questions.count < total {
      if let question = try draws.draw(arm) { questions.append(question) }
    }
    return questions
  }

  /// What the arms may look at.
  ///
  /// - Throws: where the parts of the round do not fit together.
  func context() throws(HuntingError) -> QueryContext {
    try validate()
    var isOpen = [Bool](repeating: true, count: features.rows)
    for galaxy in excluded where isOpen.indices.contains(galaxy) { isOpen[galaxy] = false }
    return QueryContext(
      probabilities: probabilities, classes: classes, features: features, isOpen: isOpen,
      asked: excluded.filter { isOpen.indices.contains($0) }.sorted(), drawSeed: drawSeed)
  }

  /// The budget after the arms that cannot work yet have handed on their shares.
  func effectiveBudget(_ context: QueryContext) -> QueryBudget {
    var effective = budget
    if context.answeredInterests.isEmpty { effective = effective.moving(.interest, to: .novelty) }
    if context.answeredInterests.count + context.answeredBoring.count < 2 {
      effective = effective.moving(.uncertainty, to: .novelty)
    }
    return effective
  }

  func percentiles() throws -> [Float] {
    let novelty = try novelty()
    guard novelty.count == features.rows else {
      throw HuntingError.countMismatch(
        what: "novelty scores", expected: features.rows, found: novelty.count)
    }
    return RankFusion.percentiles(novelty)
  }

  private func validate() throws(HuntingError) {
    guard features.rows > 0 else { throw .emptyPool }
    guard probabilities.rows == features.rows else {
      throw .countMismatch(
        what: "ranked galaxies", expected: features.rows, found: probabilities.rows)
    }
    try HuntClass.validate(classes)
    guard probabilities.classes == classes.map(\.id) else { throw .classesReordered }
  }
}
