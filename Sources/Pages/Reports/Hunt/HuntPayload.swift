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
    let unlabelledAveragePrecisionLower: Double?
    let unlabelledAveragePrecisionUpper: Double?
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
      unlabelledAveragePrecisionLower = open?.averagePrecisionInterval?.lower
      unlabelledAveragePrecisionUpper = open?.averagePrecisionInterval?.upper
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

  /// The ranking after a round, judged by what nobody has labelled to this day.
  struct Past: Encodable {
    let round: Int
    let labels: Int
    /// Of those, how many are of interest by the catalog.
    let labelledOfInterest: Int?
    let unlabelledRWS: Double?
    /// Recall at N; precision at N is the same.
    let unlabelledRecallAtN: Double?
    let unlabelledPrecisionTopPercent: Double?
    let unlabelledAveragePrecision: Double?
    let unlabelledAUC: Double?

    init(_ past: PastRanking, _ step: RankingByRoundFigure.Step?) {
      (round, labels, labelledOfInterest) = (past.round, past.labels, past.labelledOfInterest)
      let hits = step?.quality.hits
      unlabelledRWS = hits?.rankWeightedScore
      unlabelledRecallAtN = hits.flatMap { $0.recall(at: $0.interestCount) }
      unlabelledPrecisionTopPercent = hits?.precision(inTop: 0.01)
      unlabelledAveragePrecision = step?.quality.averagePrecision
      unlabelledAUC = step?.quality.curve.area
    }
  }

  /// Two people, and how often they said the same.
  struct Agreement: Encodable {
    let first: String
    let second: String
    let galaxies: Int
    let agreed: Int
    let kappa: Double?
  }

  /// A galaxy that people gave different classes.
  struct Disagreement: Encodable {
    let objectID: String
    let label: String?
    let said: [HuntDoubts.Said]
  }

  /// An answer that may be a slip.
  struct Mistake: Encodable {
    let objectID: String
    let label: String
    let annotator: String
    let labelShare: Double
    let suggested: String
    let suggestedShare: Double
    let isConfirmed: Bool
  }

  let facts: [String: String]
  let galaxies: Int
  let interests: [String]
  let classes: [HuntInterest]
  /// Answers that rounds asked for.
  let labels: Int
  /// Labels that came from files.
  let imported: Int
  let found: [Int]
  let prevalence: Double?
  let census: Count?
  let arms: [Arm]
  let scores: [Score]
  let byRound: [Past]
  /// Fleiss' kappa of all people.
  let kappa: Double?
  let agreement: [Agreement]
  let disagreements: [Disagreement]
  let likelyMistakes: [Mistake]
  /// What is new since the last report that was kept.
  let changes: HuntChanges?

  init(_ report: HuntReport, _ results: HuntResults, _ changes: HuntChanges?) {
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
    classes = report.classes
    byRound = report.pastRankings.map { past in
      Past(past, results.pastRankings.first { $0.round == past.round })
    }
    kappa = report.doubts?.kappa?.estimate
    agreement = (report.doubts?.pairs ?? []).map {
      Agreement(
        first: $0.first, second: $0.second, galaxies: $0.galaxies, agreed: $0.agreed,
        kappa: $0.kappa?.estimate)
    }
    disagreements = (report.doubts?.disagreements ?? []).map {
      Disagreement(objectID: $0.objectID, label: $0.label, said: $0.said)
    }
    likelyMistakes = (report.doubts?.mistakes ?? []).map {
      Mistake(
        objectID: $0.objectID, label: $0.label, annotator: $0.annotator, labelShare: $0.labelShare,
        suggested: $0.suggested, suggestedShare: $0.suggestedShare, isConfirmed: $0.isConfirmed)
    }
    self.changes = changes
  }
}
