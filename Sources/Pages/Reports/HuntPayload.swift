import Evaluation
import Vocabulary

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

  /// How many galaxies of interest there are.
  struct Count: Encodable {
    let found: Int
    let left: Int?
    let leftAtMost: Int?
    let confidence: Double
    let drawn: Int
    let drawnFinds: Int
    let foretold: Int
    let sentence: String

    init(_ census: Census) {
      found = census.found
      left = census.left
      leftAtMost = census.leftAtMost
      confidence = census.confidence
      drawn = census.drawn
      drawnFinds = census.drawnFinds
      foretold = census.foretold
      sentence = census.sentence
    }
  }

  /// How a score orders galaxies: first those without a label, then all.
  struct Score: Encodable {
    let name: String
    let unlabelledAUC: Double?
    let unlabelledAUCLower: Double?
    let unlabelledAUCUpper: Double?
    let unlabelledAveragePrecision: Double?
    let unlabelledRWS: Double?
    let unlabelledRecallAtN: Double?
    let unlabelledPrecisionTopPercent: Double?
    let auc: Double
    let averagePrecision: Double
    let rws: Double?
    let recallAtN: Double?
    let precisionTopPercent: Double?

    init(_ score: HuntResults.Judged) {
      let (open, all) = (score.unlabelled, score.all)
      name = score.name
      unlabelledAUC = open?.curve.area
      unlabelledAUCLower = open?.interval?.lower
      unlabelledAUCUpper = open?.interval?.upper
      unlabelledAveragePrecision = open?.averagePrecision
      unlabelledRWS = open?.hits.rankWeightedScore
      unlabelledRecallAtN = open.flatMap { $0.hits.recall(at: $0.hits.interestCount) }
      unlabelledPrecisionTopPercent = open?.hits.precision(inTop: 0.01)
      auc = all.curve.area
      averagePrecision = all.averagePrecision
      rws = all.hits.rankWeightedScore
      recallAtN = all.hits.recall(at: all.hits.interestCount)
      precisionTopPercent = all.hits.precision(inTop: 0.01)
    }
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
  let census: Count?
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
    census = report.census.map(Count.init)
    arms = results.arms.map { arm in
      Arm(
        name: arm.name, asked: arm.asked, answered: arm.answered, ofInterest: arm.ofInterest,
        lower: arm.interval?.lower, upper: arm.interval?.upper)
    }
    scores = results.judged.map(Score.init)
  }
}
