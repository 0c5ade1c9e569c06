package import Vocabulary

/// Draws questions one by one from what the arms propose.
///
/// A round is so many draws at once. A review that asks as it learns makes one draw at a time, from
/// the newest ranking.
package struct QuestionDraws {
  private let round: QueryRound
  private let limit: Int
  /// Galaxies that can be asked.
  let open: Int
  /// The round's mix, after the arms that cannot work yet have handed on their shares.
  package let budget: QueryBudget
  private var context: QueryContext
  private var filter: DiversityFilter
  private var queues: [Arm: ArraySlice<Proposal>] = [:]
  private var taken = Set<Int>()
  private var drawn = 0

  /// Draws for a round; its size says how many may be wanted.
  ///
  /// - Throws: `HuntingError` where the parts of the round do not fit together.
  package init(_ round: QueryRound) throws(HuntingError) {
    self.round = round
    context = try round.context()
    open = context.isOpen.count { $0 }
    budget = round.effectiveBudget(context)
    // Duplicates are passed over, so an arm ranks more galaxies than it has turns.
    limit = min(open, min(round.size, open) * 10 + 200)
    filter = DiversityFilter(features: round.features, asked: context.asked)
  }

  /// Ranks for an arm now, so that its draws are quick.
  ///
  /// - Throws: What `novelty` throws.
  package mutating func prepare(_ arm: Arm) throws {
    guard queues[arm] == nil else { return }
    if arm.strategy.needsNovelty, context.novelty.isEmpty {
      context.novelty = try round.percentiles()
    }
    queues[arm] = arm.strategy.proposals(context, limit: limit)[...]
  }

  /// The best that an arm has to ask and that was not drawn yet; nil where it has nothing more.
  ///
  /// - Throws: What `novelty` throws.
  package mutating func draw(_ arm: Arm) throws -> PlannedQuestion? {
    guard open > 0, round.size > 0 else { return nil }
    try prepare(arm)
    let strategy = arm.strategy
    while let proposal = queues[arm]?.popFirst() {
      guard !taken.contains(proposal.galaxy) else { continue }
      if strategy.suppressesDuplicates && !filter.admits(proposal.galaxy) { continue }
      taken.insert(proposal.galaxy)
      filter.accept(proposal.galaxy)
      drawn += 1
      return PlannedQuestion(
        position: drawn, galaxy: proposal.galaxy, arm: arm, score: proposal.score,
        rank: proposal.rank, probabilities: Array(round.probabilities[proposal.galaxy]),
        why: strategy.reason(proposal, context))
    }
    return nil
  }

  /// The question that follows when each arm has had so many turns: the arm that is furthest behind its
  /// share asks, novelty where it has nothing to ask, and chance where nothing is new.
  ///
  /// - Throws: What `novelty` throws.
  package mutating func next(after turns: [Arm: Int]) throws -> PlannedQuestion? {
    for arm in [arm(after: turns), .novelty, .random] {
      if let question = try draw(arm) { return question }
    }
    return nil
  }

  /// Whose turn it is when each arm has had so many.
  package func arm(after turns: [Arm: Int]) -> Arm {
    Arm.allCases[
      Apportionment.next(
        after: Arm.allCases.map { turns[$0] ?? 0 },
        shares: Arm.allCases.map { budget.share(of: $0) })]
  }
}
