/// Which unlabelled galaxies of a batch are believed, and to be what.
struct PseudoLabels {
  /// The likeliest class of each.
  let classes: [Int64]
  /// 1 where it is believed, else 0.
  let isAccepted: [Float]

  /// - Parameters:
  ///   - probabilities: of every class for every galaxy, row-major.
  ///   - thresholds: confidence from which each class is believed.
  init(_ probabilities: [Float], thresholds: [Double]) {
    let count = thresholds.count
    var classes: [Int64] = []
    var isAccepted: [Float] = []
    for start in stride(from: 0, to: probabilities.count, by: count) {
      var best = start
      for place in start..<start + count where probabilities[place] > probabilities[best] {
        best = place
      }
      classes.append(Int64(best - start))
      isAccepted.append(Double(probabilities[best]) >= thresholds[best - start] ? 1 : 0)
    }
    self.classes = classes
    self.isAccepted = isAccepted
  }

  /// The pseudo-labels of each class.
  func counts(_ classCount: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for (label, accepted) in zip(classes, isAccepted) where accepted > 0 { counts[Int(label)] += 1 }
    return counts
  }

  /// Thresholds for the next epoch: a class that got less than its due is believed sooner.
  ///
  /// With β the part of its due that it got, at most 1, the threshold is τ·β/(2 − β), as Zhang et al.
  /// (2021) have it, but never below two thirds of τ.
  static func thresholds(_ highest: Double, accepted: [Int], due shares: [Double]) -> [Double] {
    let total = Double(accepted.reduce(0, +))
    return zip(accepted, shares).map { count, share in
      let due = share * total
      let part = due > 0 ? min(1, Double(count) / due) : 1
      return highest * max(2.0 / 3, part / (2 - part))
    }
  }
}
