extension ConfusionMatrix {
  /// Correlation of truth and prediction in −1...1; 0 when either is constant.
  ///
  /// Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient",
  /// 2004; for two classes the usual Matthews coefficient.
  package var matthewsCorrelation: Double {
    let total = Double(total)
    let truths = supports.map(Double.init)
    let predictions = predictions.map(Double.init)
    let covariance =
      Double(correct) * total - zip(truths, predictions).reduce(0) { $0 + $1.0 * $1.1 }
    let truthSpread = total * total - truths.reduce(0) { $0 + $1 * $1 }
    let predictionSpread = total * total - predictions.reduce(0) { $0 + $1 * $1 }
    let scale = (truthSpread * predictionSpread).squareRoot()
    return scale > 0 ? covariance / scale : 0
  }
}

/// Correlation of two binary labellings in −1...1; 0 when either is constant.
package func matthewsCorrelation(truth: [Bool], predicted: [Bool]) -> Double {
  ConfusionMatrix(
    truth: truth.map { $0 ? 1 : 0 }, predicted: predicted.map { $0 ? 1 : 0 }, classCount: 2
  ).matthewsCorrelation
}
