extension ReliabilityDiagram {
  /// Bins that hold as many objects each, so that none rests on a handful (Nixon et al. 2019).
  ///
  /// Bins of equal width leave the error to a few crowded bins and to the luck of the sparse ones.
  /// Objects of the same confidence are divided in their order.
  ///
  /// - Parameter count: bins, or objects where there are fewer.
  package init(equalMass count: Int, confidences: [Double], outcomes: [Bool]) {
    precondition(confidences.count == outcomes.count)
    self.init(EqualMassBins(count, of: confidences), outcomes: outcomes)
  }

  private init(_ bins: EqualMassBins, outcomes: [Bool]) {
    self.init(
      bins: bins.members.indices.map { bin in
        let members = bins.members[bin]
        return Bin(
          lower: bins.lower[bin], upper: bins.upper[bin], count: members.count,
          confidence: bins.means[bin],
          frequency: ratio(members.count { outcomes[$0] }, members.count))
      })
  }

  /// The calibration error that chance alone gives these bins where every confidence is right.
  ///
  /// With few objects a bin the frequencies scatter, and the error with them: no model can be
  /// expected to lie below this. Outcomes are drawn with the confidences as their chances
  /// (Bröcker & Smith 2007).
  ///
  /// - Returns: the mean over the draws, and the interval that holds 95 % of them.
  package static func errorByChance(
    equalMass count: Int, confidences: [Double], draws: Int = 1_000,
    using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    let bins = EqualMassBins(count, of: confidences)
    let errors = (0..<draws).map { _ in
      let outcomes = confidences.map { Double.random(in: 0..<1, using: &generator) < $0 }
      return Self(bins, outcomes: outcomes).expectedCalibrationError
    }
    let mean = errors.reduce(0, +) / Double(max(1, errors.count))
    return Interval(estimate: mean, samples: errors)
  }
}

/// Objects divided by their confidence into bins of equal counts, which no outcome changes.
private struct EqualMassBins {
  /// The objects of each bin, by confidence.
  let members: [ArraySlice<Int>]
  let lower: [Double]
  let upper: [Double]
  let means: [Double]

  init(_ count: Int, of confidences: [Double]) {
    precondition(count > 0)
    let order = confidences.indices.sorted { (confidences[$0], $0) < (confidences[$1], $1) }
    let binCount = min(count, order.count)
    members = (0..<binCount).map { bin in
      order[bin * order.count / binCount..<(bin + 1) * order.count / binCount]
    }
    lower = members.map { confidences[$0.first!] }
    upper = members.map { confidences[$0.last!] }
    means = members.map { $0.reduce(0) { $0 + confidences[$1] } / Double($0.count) }
  }
}
