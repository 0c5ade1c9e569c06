import Evaluation

/// The numbers of a hunt report as JSON.
struct HuntPayload: Encodable {
  struct Arm: Encodable {
    let name: String
    let asked: Int
    let answered: Int
    let ofInterest: Int
    let lower: Double?
    let upper: Double?
  }

  /// Answers of the beginning of the random order.
  struct RandomSample: Encodable {
    let galaxies: Int
    let share: Double
    let lower: Double
    let upper: Double

    init?(_ prevalence: HuntPrevalence?) {
      guard case .measured(let interval, let count) = prevalence else { return nil }
      galaxies = count
      share = interval.estimate
      lower = interval.lower
      upper = interval.upper
    }
  }

  struct Score: Encodable {
    let name: String
    let auc: Double
    let aucLower: Double?
    let aucUpper: Double?
    let rws: Double?
    let recallAtN: Double?
    let precisionTopPercent: Double?
    let unlabelledAUC: Double?
    let unlabelledRWS: Double?
  }

  let facts: [String: String]
  let galaxies: Int
  let interests: [String]
  /// Answers that rounds asked for.
  let labels: Int
  /// Labels that came from files.
  let imported: Int
  let found: [Int]
  let prevalence: Double?
  let randomSample: RandomSample?
  let arms: [Arm]
  let scores: [Score]

  init(_ report: HuntReport, _ results: HuntResults) {
    facts = Dictionary(report.facts.map { ($0.name, $0.value) }) { first, _ in first }
    galaxies = report.galaxies
    interests = report.interests
    labels = results.spent.count
    imported = results.answered.count - results.spent.count
    found = results.discovery.found
    prevalence = results.discovery.prevalence
    randomSample = RandomSample(report.prevalence)
    arms = results.arms.map { arm in
      Arm(
        name: arm.name, asked: arm.asked, answered: arm.answered, ofInterest: arm.ofInterest,
        lower: arm.interval?.lower, upper: arm.interval?.upper)
    }
    scores = results.judged.map { score in
      Score(
        name: score.name, auc: score.curve.area, aucLower: score.interval?.lower,
        aucUpper: score.interval?.upper, rws: score.hits.rankWeightedScore,
        recallAtN: score.hits.recall(at: score.hits.interestCount),
        precisionTopPercent: score.hits.precision(inTop: 0.01),
        unlabelledAUC: score.unlabelledArea, unlabelledRWS: score.unlabelled.rankWeightedScore)
    }
  }
}
