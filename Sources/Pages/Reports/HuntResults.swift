import Evaluation

/// Everything that is computed once for the sections of a hunt report.
struct HuntResults: Sendable {
  /// One score judged by the catalog's known classes.
  struct Judged: Sendable {
    let name: String
    let curve: ROCCurve
    let interval: Interval?
    let hits: RankedHits
    /// The same ranking without labelled galaxies.
    let unlabelled: RankedHits
    let unlabelledArea: Double?
  }

  let answered: [HuntQuestion]
  let discovery: DiscoveryCurve
  /// Where the prevalence of the random reference comes from.
  let prevalenceSource: String
  /// Labels spent at the end of each round that has answers.
  let roundEnds: [Int]
  let arms: [ArmYieldFigure.Arm]
  let judged: [Judged]
  /// Share of interest among answers of the random arm.
  let randomShare: Interval?

  init(_ report: HuntReport) {
    let answered = report.questions.filter { $0.answer != nil }
    self.answered = answered
    roundEnds = answered.indices.filter { index in
      index == answered.count - 1 || answered[index].round != answered[index + 1].round
    }.map { $0 + 1 }
    arms = Self.arms(report.questions)
    let random = answered.filter { $0.arm == "random" }
    randomShare = wilsonInterval(
      successes: random.count { $0.isOfInterest }, trials: random.count)
    if let truth = report.truth, !truth.isOfInterest.isEmpty {
      prevalenceSource = "from the catalog's known classes"
      discovery = DiscoveryCurve(
        answersOfInterest: answered.map(\.isOfInterest),
        prevalence: Double(truth.isOfInterest.count { $0 }) / Double(truth.isOfInterest.count))
    } else {
      prevalenceSource = "from the answers of the random arm"
      discovery = DiscoveryCurve(
        answersOfInterest: answered.map(\.isOfInterest), prevalence: randomShare?.estimate)
    }
    judged = Self.judge(report)
  }

  /// The score that orders the hunt: the personal one where there is one, else the first.
  var leading: Judged? { judged.first { $0.name == "personal" } ?? judged.first }

  private static func arms(_ questions: [HuntQuestion]) -> [ArmYieldFigure.Arm] {
    var names: [String] = []
    for question in questions where !names.contains(question.arm) { names.append(question.arm) }
    let usual = ["interest", "novelty", "uncertainty", "random"]
    let order = usual.filter(names.contains) + names.filter { !usual.contains($0) }
    return order.map { name in
      let asked = questions.filter { $0.arm == name }
      return ArmYieldFigure.Arm(
        name: name, asked: asked.count, answered: asked.count { $0.answer != nil },
        ofInterest: asked.count { $0.answer != nil && $0.isOfInterest })
    }
  }

  /// Above this many galaxies a thousand resamples take minutes and equal the asymptotic interval.
  static let resamplingLimit = 100_000

  private static func judge(_ report: HuntReport) -> [Judged] {
    guard let truth = report.truth else { return [] }
    var generator = SeededGenerator(seed: report.seed)
    let plan = Bootstrap(resamples: report.resamples)
    let open = truth.isLabelled.indices.filter { !truth.isLabelled[$0] }
    let openInterest = open.map { truth.isOfInterest[$0] }
    return report.scores.compactMap { score in
      guard let curve = ROCCurve(scores: score.values, labels: truth.isOfInterest) else {
        return nil
      }
      let openValues = open.map { score.values[$0] }
      return Judged(
        name: score.name, curve: curve,
        interval: truth.isOfInterest.count > resamplingLimit
          ? deLongInterval(scores: score.values, labels: truth.isOfInterest)
          : plan.areaUnderROC(
            scores: score.values, labels: truth.isOfInterest, using: &generator),
        hits: RankedHits(scores: score.values, isOfInterest: truth.isOfInterest),
        unlabelled: RankedHits(scores: openValues, isOfInterest: openInterest),
        unlabelledArea: areaUnderROC(scores: openValues, labels: openInterest))
    }
  }
}
