/// Stated confidence against observed frequency, in bins of equal width.
package struct ReliabilityDiagram: Sendable, Equatable {
  /// Objects whose confidence lies in `(lower, upper]`; the first bin includes 0.
  package struct Bin: Sendable, Equatable {
    /// Lower edge of the confidence.
    package let lower: Double
    /// Upper edge of the confidence.
    package let upper: Double
    /// Objects in the bin.
    package let count: Int
    /// Mean confidence of the objects; 0 in an empty bin.
    package let confidence: Double
    /// Share of the objects that came true; 0 in an empty bin.
    package let frequency: Double
  }

  /// Bins from confidence 0 to 1, empty ones included.
  package let bins: [Bin]

  /// Sorts confidences in 0...1 into bins.
  package init(confidences: [Double], outcomes: [Bool], bins binCount: Int = 15) {
    precondition(confidences.count == outcomes.count && binCount > 0)
    var counts = [Int](repeating: 0, count: binCount)
    var sums = [Double](repeating: 0, count: binCount)
    var hits = [Int](repeating: 0, count: binCount)
    for (confidence, outcome) in zip(confidences, outcomes) {
      let place = (confidence * Double(binCount)).rounded(.up) - 1
      let bin = place.isNaN ? 0 : Int(min(max(place, 0), Double(binCount - 1)))
      counts[bin] += 1
      sums[bin] += confidence
      hits[bin] += outcome ? 1 : 0
    }
    bins = (0..<binCount).map { index in
      Bin(
        lower: Double(index) / Double(binCount), upper: Double(index + 1) / Double(binCount),
        count: counts[index],
        confidence: counts[index] == 0 ? 0 : sums[index] / Double(counts[index]),
        frequency: ratio(hits[index], counts[index]))
    }
  }

  /// Bins that somebody else made.
  init(bins: [Bin]) { self.bins = bins }

  /// Objects in all bins.
  package var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// Mean gap between confidence and frequency, weighted by the bins' objects (ECE).
  ///
  /// Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
  /// binning", 2015.
  package var expectedCalibrationError: Double {
    count == 0
      ? 0
      : bins.reduce(0) { $0 + Double($1.count) * abs($1.frequency - $1.confidence) } / Double(count)
  }
}
