internal import Evaluation
internal import Vocabulary

/// The state of one replayed hunt.
struct ReplayHunt {
  private let pool: ReplayPool
  private let settings: ReplaySettings
  private let strategy: ReplayStrategy
  private let seed: UInt64
  private let isAnomaly: [Bool]
  /// The ranking of a strategy that answers don't change.
  private let fixedScore: [Float]?
  /// What learns the answers, before it has learned any.
  private let head: any Ranker
  private var person: ReplayPerson
  private var asked = Set<Int>()
  /// The questions of the rounds, in their order.
  private var questions: [AskedGalaxy] = []
  /// Galaxies that have not arrived yet, the next ones last.
  private var underway: [Int] = []
  private var questionCount = 0
  /// Which questions were anomalies, by their number from 1.
  private var finds: [Int] = []
  private var found: [String: Int]
  /// Questions and finds of each round.
  private var yields: [[ArmYield]] = []
  /// What the hunt knows at the moment.
  private var ranking: PersonalRanking

  init(replay: Replay, strategy: ReplayStrategy, seed: UInt64) throws(HuntingError) {
    pool = replay.pool
    settings = replay.settings
    self.strategy = strategy
    self.seed = seed
    let hunted = Set(replay.anomalies)
    found = Dictionary(uniqueKeysWithValues: hunted.map { ($0, 0) })
    person = ReplayPerson(
      knownClasses: pool.knownClasses, anomalies: hunted, oracle: settings.oracle,
      changes: settings.changes)
    isAnomaly = replay.pool.knownClasses.map { hunted.contains($0) }
    switch strategy {
    case .isolationForest:
      fixedScore = try IsolationForest(pool.features, seed: seed).scores(pool.features)
    case .score(let kind):
      guard let score = pool.scores[kind] else { throw .missingScore(strategy: kind.rawValue) }
      fixedScore = score
    case .ahunt, .adaptive, .exploit, .random, .uncertainty:
      fixedScore = nil
    }
    head =
      strategy == .exploit
      ? SoftmaxHead(for: pool.features)
      : PersonalisedHead(for: pool.features, settings: settings.head)
    ranking = try Self.ranking(pool, person, head)
    var generator = SeededGenerator(seed: seed ^ 0x5EED)
    let order = Array(0..<pool.features.rows).shuffled(using: &generator)
    let known = Set(settings.priorClasses)
    let prior = order.filter { known.isEmpty || known.contains(pool.knownClasses[$0]) }
      .prefix(settings.priorLabels)
    for galaxy in prior { answer(galaxy) }
    if settings.arrivals != nil { underway = order.filter { !asked.contains($0) } }
    if !prior.isEmpty { try refit() }
  }

  /// Asks and answers one batch; the number of questions, 0 once nothing is left.
  mutating func playRound() throws -> Int {
    if let arrivals = settings.arrivals { underway.removeLast(min(arrivals, underway.count)) }
    let changes = settings.changes.filter { $0.round == yields.count + 1 }
    for change in changes { person.apply(change.kind) }
    if !changes.isEmpty, fixedScore == nil { try refit() }
    let closed = asked.union(underway)
    let batch: [(galaxy: Int, arm: Arm)]
    if let fixedScore {
      let open = descendingOrder(ofScores: fixedScore).filter { !closed.contains($0) }
      batch = open.prefix(settings.size).map { ($0, .novelty) }
    } else {
      batch = try ranking.questions(
        count: settings.size, budget: budget(), excluded: closed, drawSeed: seed
      ).map { ($0.galaxy, $0.arm) }
    }
    let shares = huntedShares
    for (galaxy, arm) in batch {
      questions.append(
        AskedGalaxy(
          galaxy: galaxy, drawSeed: arm == .random ? seed : nil,
          probability: Double(shares[galaxy]), isHunted: isAnomaly[galaxy]))
      answer(galaxy)
      questionCount += 1
      guard isAnomaly[galaxy] else { continue }
      finds.append(questionCount)
      found[pool.knownClasses[galaxy], default: 0] += 1
    }
    yields.append(
      Arm.allCases.compactMap { arm in
        let own = batch.filter { $0.arm == arm }
        guard !own.isEmpty else { return nil }
        return ArmYield(
          arm: arm, asked: own.count, found: own.count { isAnomaly[$0.galaxy] })
      })
    if fixedScore == nil { try refit() }
    return batch.count
  }

  func report(round: Int) throws -> ReplayRound {
    let scores = try fixedScore ?? ranking.scores()
    var ordered = scores.map(Double.init)
    for galaxy in asked { ordered[galaxy] = isAnomaly[galaxy] ? .infinity : -.infinity }
    let open = scores.indices.filter { !asked.contains($0) }
    return ReplayRound(
      round: round, labels: asked.count, found: finds.count, foundOfEach: found,
      finds: finds, trueCandidates: Double(finds.count) / Double(max(1, questionCount)),
      withLabelled: ReplayMetrics(scores: ordered, isAnomaly: isAnomaly),
      withoutLabelled: ReplayMetrics(
        scores: open.map { Double(scores[$0]) }, isAnomaly: open.map { isAnomaly[$0] }),
      calibration: calibration(open), yield: totalYield)
  }

  /// What each arm asked and found so far.
  private var totalYield: [ArmYield] {
    Arm.allCases.compactMap { arm in
      let own = yields.joined().filter { $0.arm == arm }
      guard !own.isEmpty else { return nil }
      return ArmYield(
        arm: arm, asked: own.reduce(0) { $0 + $1.asked }, found: own.reduce(0) { $0 + $1.found })
    }
  }

  /// The head's probability that a galaxy is hunted.
  private var huntedShares: [Float] {
    ranking.probabilities.interestScore(weights: ranking.classes.map { $0.isHunted ? 1 : 0 })
  }

  /// What the head says of the galaxies without an answer against what they are.
  private func calibration(_ open: [Int]) -> ReplayCalibration? {
    guard fixedScore == nil else { return nil }
    let shares = huntedShares
    let census = Census(
      galaxies: isAnomaly.count, found: asked.count { isAnomaly[$0] }, unseen: open.count,
      draws: RandomDraws(asked: questions, closed: asked, galaxyCount: isAnomaly.count),
      forecast: HeadForecast(probabilities: open.map { shares[$0] }, asked: questions))
    return ReplayCalibration(
      probabilities: open.map { Double(shares[$0]) }, isAnomaly: open.map { isAnomaly[$0] },
      census: census)
  }

  private func budget() throws(HuntingError) -> QueryBudget {
    let classes = person.classes
    let hasInterest = classes.contains(where: \.isHunted)
    return switch strategy {
    // The published head starts from random weights, so its first questions are random ones.
    case .exploit: try QueryBudget(shares: [hasInterest ? .interest : .random: 1])
    case .random: try QueryBudget(shares: [.random: 1])
    case .uncertainty: try QueryBudget(shares: [classes.count > 1 ? .uncertainty : .random: 1])
    case .adaptive:
      try AdaptiveBudget(base: settings.budget, rounds: yields)
        .budget(size: settings.size, seed: seed)
    case .ahunt, .isolationForest, .score: settings.budget
    }
  }

  private mutating func answer(_ galaxy: Int) {
    person.answer(galaxy)
    asked.insert(galaxy)
  }

  private mutating func refit() throws(HuntingError) {
    ranking = try Self.ranking(pool, person, head)
  }

  /// The very ranking that a hunt's rounds and rankings go by.
  private static func ranking(
    _ pool: ReplayPool, _ person: ReplayPerson, _ head: any Ranker
  ) throws(HuntingError) -> PersonalRanking {
    try PersonalRanking(
      features: pool.features, answers: person.answers, classes: person.classes, head: head,
      novelty: { pool.novelty })
  }
}
