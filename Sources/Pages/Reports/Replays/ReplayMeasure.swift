/// What replayed hunts are measured by, beside what they find.
package enum ReplayMeasure: String, Sendable, CaseIterable {
  /// Rank-weighted score, answered galaxies in their places.
  case rankWeightedScore = "rws"
  /// Recall at the number of anomalies, answered galaxies in their places.
  case recall
  /// Area under the ROC curve over the galaxies without an answer.
  case area = "auc"
  /// Average precision over the galaxies without an answer.
  case averagePrecision = "ap"
  /// Log loss of the probabilities of being hunted.
  case logLoss = "log-loss"

  /// What it is called.
  var title: String {
    switch self {
    case .rankWeightedScore: "Rank-weighted score"
    case .recall: "Recall at N"
    case .area: "AUC of the unlabelled"
    case .averagePrecision: "Average precision of the unlabelled"
    case .logLoss: "Log loss, nats"
    }
  }

  /// How to read it.
  var caption: String {
    switch self {
    case .rankWeightedScore:
      "Of the whole ranking, answered anomalies first: 1 when nothing else comes before them."
    case .recall:
      "Share of all anomalies among as many first places as there are anomalies."
    case .area:
      "How well the galaxies nobody was asked about are ordered; one half is chance."
    case .averagePrecision:
      "Mean precision over all recalls, of the galaxies nobody was asked about; chance gives the "
        + "share of anomalies among them."
    case .logLoss:
      "How far the probabilities of being hunted are off; less is better. Strategies without "
        + "probabilities have none."
    }
  }
}
