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
    try validate()
    var isOpen = [Bool](repeating: true, count: features.rows)
    for galaxy in excluded where isOpen.indices.contains(galaxy) { isOpen[galaxy] = false }
    let open = isOpen.count { $0 }
    let asked = excluded.filter { isOpen.indices.contains($0) }.sorted()
    guard open > 0, size > 0 else { return [] }
    var context = QueryContext(
      probabilities: probabilities, classes: classes, features: features, isOpen: isOpen,
      asked: asked, drawSeed: drawSeed)
    let total = min(size, open)
    var turns = Apportionment.interleave(effectiveBudget(context).counts(size: total))
      .map { Arm.allCases[$0] }
    // Turns that an exhausted arm leaves over.
    turns += [Arm](repeating: .novelty, count: total) + [Arm](repeating: .random, count: total)
    // Duplicates are passed over, so an arm ranks more galaxies than it has turns.
    let limit = min(open, total * 10 + 200)
    var queues: [Arm: ArraySlice<Proposal>] = [:]
    var filter = DiversityFilter(features: features, asked: asked)
    var questions: [PlannedQuestion] = []
    var taken = Set<Int>()
    for arm in turns where questions.count < total {
      let strategy = arm.strategy
      if queues[arm] == nil {
        if strategy.needsNovelty, context.novelty.isEmpty { context.novelty = try percentiles() }
        queues[arm] = strategy.proposals(context, limit: limit)[...]
      }
      while let proposal = queues[arm]?.popFirst() {
        guard !taken.contains(proposal.galaxy) else { continue }
        if strategy.suppressesDuplicates && !filter.admits(proposal.galaxy) { continue }
        taken.insert(proposal.galaxy)
        filter.accept(proposal.galaxy)
        questions.append(
          PlannedQuestion(
            position: questions.count + 1, galaxy: proposal.galaxy, arm: arm,
            score: proposal.score, rank: proposal.rank,
            probabilities: Array(probabilities[proposal.galaxy]),
            why: strategy.reason(proposal, context)))
        break
      }
    }
    return questions
  }

  /// The budget after the arms that cannot work yet have handed on their shares.
  private func effectiveBudget(_ context: QueryContext) -> QueryBudget {
    var effective = budget
    if context.answeredInterests.isEmpty { effective = effective.moving(.interest, to: .novelty) }
    if context.answeredInterests.count + context.answeredBoring.count < 2 {
      effective = effective.moving(.uncertainty, to: .novelty)
    }
    return effective
  }

  private func percentiles() throws -> [Float] {
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
