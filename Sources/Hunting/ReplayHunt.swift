import Evaluation

/// The state of one replayed hunt.
struct ReplayHunt {
  private let pool: ReplayPool
  private let settings: ReplaySettings
  private let strategy: ReplayStrategy
  private let seed: UInt64
  private let anomalies: Set<String>
  private let isAnomaly: [Bool]
  /// The ranking of a strategy that answers don't change.
  private let fixedScore: [Float]?
  private var head: any Ranker
  private var classes: [UserClass] = []
  private var answers: [LabelledGalaxy] = []
  private var asked = Set<Int>()
  private var questionCount = 0
  private var foundCount = 0
  private var yield: [Arm: (asked: Int, found: Int)] = [:]
  private var probabilities: HeadProbabilities

  init(replay: Replay, strategy: ReplayStrategy, seed: UInt64) throws(HuntingError) {
    pool = replay.pool
    settings = replay.settings
    self.strategy = strategy
    self.seed = seed
    let hunted = Set(replay.anomalies)
    anomalies = hunted
    isAnomaly = replay.pool.knownClasses.map { hunted.contains($0) }
    switch strategy {
    case .isolationForest:
      fixedScore = try IsolationForest(pool.features, seed: seed).scores(pool.features)
    case .score(let name):
      guard let score = pool.scores[name] else { throw .missingScore(strategy: name) }
      fixedScore = score
    case .ahunt, .exploit, .random, .uncertainty:
      fixedScore = nil
    }
    head =
      strategy == .exploit
      ? SoftmaxHead(standardisation: Standardisation(of: pool.features))
      : PersonalisedHead(for: pool.features, settings: settings.head)
    probabilities = try head.probabilities(pool.features)
    var generator = SeededGenerator(seed: seed ^ 0x5EED)
    let prior = Array(0..<pool.features.rows).shuffled(using: &generator)
      .prefix(settings.priorLabels)
    for galaxy in prior { answer(galaxy) }
    if !prior.isEmpty { try refit() }
  }

  /// Asks and answers one batch; the number of questions, 0 once nothing is left.
  mutating func playRound() throws(HuntingError) -> Int {
    let batch: [(galaxy: Int, arm: Arm)]
    if let fixedScore {
      let open = descendingOrder(ofScores: fixedScore).filter { !asked.contains($0) }
      batch = open.prefix(settings.size).map { ($0, .novelty) }
    } else {
      batch = try QueryRound(
        features: pool.features, probabilities: probabilities, classes: classes,
        novelty: pool.novelty, excluded: asked, size: settings.size, budget: budget(), drawSeed: seed
      ).plan().map { ($0.galaxy, $0.arm) }
    }
    for (galaxy, arm) in batch {
      answer(galaxy)
      questionCount += 1
      yield[arm, default: (0, 0)].asked += 1
      if isAnomaly[galaxy] {
        foundCount += 1
        yield[arm, default: (0, 0)].found += 1
      }
    }
    if fixedScore == nil { try refit() }
    return batch.count
  }

  func report(round: Int) -> ReplayRound {
    let scores = ranking()
    var ordered = scores.map(Double.init)
    for galaxy in asked { ordered[galaxy] = isAnomaly[galaxy] ? .infinity : -.infinity }
    let open = scores.indices.filter { !asked.contains($0) }
    return ReplayRound(
      round: round, labels: asked.count, found: foundCount,
      trueCandidates: Double(foundCount) / Double(max(1, questionCount)),
      withLabelled: ReplayMetrics(scores: ordered, isAnomaly: isAnomaly),
      withoutLabelled: ReplayMetrics(
        scores: open.map { Double(scores[$0]) }, isAnomaly: open.map { isAnomaly[$0] }),
      yield: Arm.allCases.compactMap { arm in
        yield[arm].map { ArmYield(arm: arm, asked: $0.asked, found: $0.found) }
      })
  }

  private func ranking() -> [Float] {
    if let fixedScore { return fixedScore }
    let targets = classes.indices.filter { classes[$0].interest > 0 }
    guard !targets.isEmpty else { return RankFusion.percentiles(pool.novelty) }
    return probabilities.interestScore(weights: classes.map { Float($0.interest) })
  }

  private func budget() throws(HuntingError) -> QueryBudget {
    let hasInterest = classes.contains { $0.interest > 0 }
    return switch strategy {
    // The published head starts from random weights, so its first questions are random ones.
    case .exploit: try QueryBudget(shares: [hasInterest ? .interest : .random: 1])
    case .random: try QueryBudget(shares: [.random: 1])
    case .uncertainty: try QueryBudget(shares: [classes.count > 1 ? .uncertainty : .random: 1])
    case .ahunt, .isolationForest, .score: settings.budget
    }
  }

  /// The simulated person names a galaxy, coining a class at its first sight.
  private mutating func answer(_ galaxy: Int) {
    let known = pool.knownClasses[galaxy]
    let name = settings.oracle == .className || isAnomaly[galaxy] ? known : "boring"
    var label = classes.firstIndex { $0.name == name }
    if label == nil {
      classes.append(UserClass(name: name, interest: isAnomaly[galaxy] ? 1 : 0))
      label = classes.count - 1
    }
    answers.append(LabelledGalaxy(galaxy: galaxy, label: label!))
    asked.insert(galaxy)
  }

  private mutating func refit() throws(HuntingError) {
    try head.fit(features: pool.features, answers: answers, classes: classes.map(\.name))
    probabilities = try head.probabilities(pool.features)
  }
}
