package import Hunting
import Store

/// A round that is to be asked.
public struct RoundRequest: Sendable {
  /// Most questions.
  public var size: Int
  /// How the questions are divided over the arms; nil for the standard mix.
  package var budget: QueryBudget
  /// Whether the mix follows what each arm's questions brought so far.
  public var isAdaptive: Bool
  /// Seed of what the random and novelty arms draw; nil takes that of the hunt's first round, else 0,
  /// which keeps the random arm's estimate unbiased.
  public var seed: UInt64?

  /// A round in the standard mix.
  public init(size: Int = 20, isAdaptive: Bool = false, seed: UInt64? = nil) {
    self.size = size
    self.isAdaptive = isAdaptive
    self.seed = seed
    budget = .standard
  }

  /// A round whose questions are divided over the arms by these shares, of any sum; an arm without
  /// one asks nothing.
  ///
  /// - Throws: Where a share is negative or no number, or all are 0.
  public init(size: Int = 20, shares: [Arm: Double], isAdaptive: Bool = false, seed: UInt64? = nil)
    throws
  {
    self.init(size: size, isAdaptive: isAdaptive, seed: seed)
    budget = try QueryBudget(shares: shares)
  }

  package init(size: Int, budget: QueryBudget, isAdaptive: Bool, seed: UInt64?) {
    self.init(size: size, isAdaptive: isAdaptive, seed: seed)
    self.budget = budget
  }
}

/// A round that was asked.
public struct AskedRound: Sendable {
  /// Its number within the hunt, from 1.
  public let number: Int
  /// Its questions, in their order.
  public let questions: [Question]
  /// Galaxies it was chosen from.
  public let galaxies: Int
  /// How many of the person's kind there are; nil without a hunted class.
  public let census: Census?
}

extension Hunt {
  /// Chooses the galaxies that are worth asking about next, and opens a round with them.
  ///
  /// The round follows from the answers, classes and vectors of one moment, and is opened only while
  /// these still hold: whoever writes meanwhile has it planned anew.
  ///
  /// - Throws: `HuntError.nothingToAsk` where every galaxy was asked or labelled before;
  ///   `.noEmbeddings` or `.incompleteEmbeddings`.
  @discardableResult
  public func askRound(
    _ request: RoundRequest = RoundRequest(), activity: Activity = Activity()
  ) throws -> AskedRound {
    try store.planned { store in
      try RoundPlan(HuntSnapshot(store, hunt: id), request)
    } carryOut: { store, plan in
      if let notice = plan.notice { activity.note(notice) }
      guard !plan.questions.isEmpty else { throw HuntError.nothingToAsk }
      let round = try store.openRound(
        plan.questions, hunt: id, size: request.size, arms: plan.shares,
        seed: Int64(bitPattern: plan.drawSeed), model: plan.embedder, network: plan.network,
        now: activity.now())
      return AskedRound(
        number: round.number, questions: try store.questions(hunt: id, round: round.number),
        galaxies: plan.galaxies, census: plan.census)
    }
  }
}

/// The questions that a round is to ask, with all that is stored beside them.
struct RoundPlan {
  let questions: [NewQuestion]
  /// Share of each arm, by its name.
  let shares: [String: Double]
  let drawSeed: UInt64
  let embedder: ModelRecord.ID
  /// The finetuned network that had a say.
  let network: ModelRecord.ID?
  let galaxies: Int
  let census: Census?
  let notice: HuntNotice?

  init(_ snapshot: HuntSnapshot, _ request: RoundRequest) throws {
    // Draws go on through one order for the whole hunt, which keeps the random arm unbiased.
    let first = try snapshot.rounds().first?.seed
    drawSeed = request.seed ?? first.map { UInt64(bitPattern: $0) } ?? 0
    let asked = try snapshot.questions()
    var budget = request.budget
    if request.isAdaptive {
      budget = try AdaptiveBudget(base: budget, rounds: Self.yields(asked, hunted: snapshot.hunted))
        .budget(size: request.size, seed: drawSeed)
    }
    let known = try snapshot.askedGalaxies()
    let ranking = try snapshot.ranking()
    questions = try ranking.questions(
      count: request.size, budget: budget, excluded: Set(known.compactMap { snapshot.rows[$0] }),
      drawSeed: drawSeed
    ).map { NewQuestion($0, of: snapshot) }
    shares = Dictionary(
      uniqueKeysWithValues: Arm.allCases.map { ($0.rawValue, budget.share(of: $0)) })
    embedder = snapshot.embedder.id
    network = snapshot.finetuned.model
    galaxies = snapshot.ids.count
    census = try snapshot.census(asked, ranking.probabilities)
    notice = snapshot.finetuned.notice
  }

  /// Answered questions and finds of each arm, round after round.
  private static func yields(
    _ asked: [Question], hunted: Set<HuntClass.ID>
  ) -> [[ArmYield]] {
    let rounds = Dictionary(grouping: asked.filter { $0.label != nil }, by: \.round)
    return rounds.sorted { $0.key < $1.key }.map { _, questions in
      Arm.allCases.map { arm in
        let own = questions.filter { $0.arm == arm.rawValue }
        return ArmYield(
          arm: arm, asked: own.count,
          found: own.count { $0.label.map(hunted.contains) ?? false })
      }
    }
  }
}

extension NewQuestion {
  /// A planned question about a galaxy of a snapshot, as the store keeps it.
  init(_ planned: PlannedQuestion, of snapshot: HuntSnapshot) {
    let classes = snapshot.classes.map(\.id)
    // The reserve comes last, after the classes.
    self.init(
      galaxy: snapshot.ids[planned.galaxy], arm: planned.arm.rawValue, score: planned.score,
      probabilities: Dictionary(
        uniqueKeysWithValues: zip(classes, planned.probabilities.map(Double.init))),
      reserve: planned.probabilities.dropFirst(classes.count).first.map(Double.init),
      why: planned.why)
  }
}
