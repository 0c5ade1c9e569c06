/// Keeps what a network believes of the unlabelled galaxies in proportion to what is expected.
///
/// Where classes overlap, the rarer one is hardly ever the likeliest, and hard pseudo-labels would
/// forget it. Probabilities are therefore multiplied by the expected share of their class over the
/// mean that the network gave it lately, and scaled to add up to 1 (Berthelot et al. 2020, eq. 1).
struct DistributionAlignment {
  /// How much of the mean a batch leaves as it was.
  private static let decay = 0.9

  private let expected: [Double]
  private var mean: [Double]

  /// - Parameter expected: share of each class, adding up to 1; the mean begins there.
  init(expected: [Double]) {
    self.expected = expected
    mean = expected
  }

  /// Takes a batch into the mean, and aligns it: probabilities of every class, row after row.
  mutating func align(_ probabilities: inout [Float]) {
    let classes = expected.count
    let rows = probabilities.count / classes
    guard rows > 0 else { return }
    var batch = [Double](repeating: 0, count: classes)
    for (place, value) in probabilities.enumerated() {
      batch[place % classes] += Double(value) / Double(rows)
    }
    for label in 0..<classes {
      mean[label] = Self.decay * mean[label] + (1 - Self.decay) * batch[label]
    }
    let factors = (0..<classes).map { Float(expected[$0] / max(mean[$0], 1e-6)) }
    for row in 0..<rows {
      let places = row * classes..<(row + 1) * classes
      var total = Float(0)
      for place in places {
        probabilities[place] *= factors[place - row * classes]
        total += probabilities[place]
      }
      guard total > 0 else { continue }
      for place in places { probabilities[place] /= total }
    }
  }
}
