import Evaluation

/// How well a ranking puts the anomalies first, each figure in 0...1 (`mcc` in −1...1).
///
/// A figure is `nil` where it has no meaning, such as any of them once no anomaly is left.
package struct ReplayMetrics: Sendable, Equatable, Codable {
  /// Rank-weighted score over the first N places, N anomalies in all.
  package let rws: Double?
  /// Recall at rank N.
  package let recall: Double?
  /// Matthews correlation at rank N.
  package let mcc: Double?
  /// Area under the ROC curve, one half for chance.
  package let auroc: Double?
  /// Average precision, the prevalence for chance.
  package let auprc: Double?
  /// Precision in the best percent of the ranking.
  package let topPercentPrecision: Double?

  init(scores: [Double], isAnomaly: [Bool]) {
    let ranked = RankedHits(scores: scores, isOfInterest: isAnomaly)
    let count = ranked.interestCount
    rws = ranked.rankWeightedScore
    recall = ranked.recall(at: count)
    mcc = count > 0 && count < isAnomaly.count ? ranked.matthewsCorrelation(at: count) : nil
    auroc = areaUnderROC(scores: scores, labels: isAnomaly)
    auprc = averagePrecision(scores: scores, labels: isAnomaly)
    topPercentPrecision = count > 0 ? ranked.precision(inTop: 0.01) : nil
  }

  /// Every figure by its name in the command line's JSON.
  package var named: [(name: String, value: Double?)] {
    [
      ("rws", rws), ("recall", recall), ("mcc", mcc), ("auroc", auroc), ("auprc", auprc),
      ("topPercentPrecision", topPercentPrecision),
    ]
  }
}
