/// The mean one-vs-rest area of some classes, which can be had again for other weights of the objects.
///
/// Up to `exactLimit` objects each class's sorted order is swept again. Beyond, a resample moves the
/// areas so little that each object's first-order share in the mean says it all: its placement among
/// the others, less the area, over the number of its kind.
struct WeightedMeanArea {
  /// Objects up to which a weighted area is swept exactly.
  static let exactLimit = 20_000

  private let classCount: Int
  private let sweeps: [WeightedArea]
  private let whole: Double
  private let shares: [Double]

  /// Classes without an object, or with all of them, have no area and no place in the mean.
  init(of probabilities: ClassProbabilities, truth: [Int], classes: [Int]) {
    var sweeps: [WeightedArea] = []
    var whole = 0.0
    var shares: [Double] = []
    var classCount = 0
    for label in classes {
      let labels = truth.map { $0 == label }
      guard labels.contains(true), labels.contains(false) else { continue }
      classCount += 1
      let scores = probabilities.column(label)
      if truth.count <= Self.exactLimit {
        sweeps.append(WeightedArea(scores: scores, labels: labels))
        continue
      }
      let placements = Placements(scores: scores, labels: labels)!
      if shares.isEmpty { shares = [Double](repeating: 0, count: truth.count) }
      for (object, share) in placements.influences(labels: labels).enumerated() {
        shares[object] += share
      }
      whole += placements.area
    }
    self.classCount = classCount
    self.sweeps = sweeps
    self.whole = whole
    self.shares = shares
  }

  /// The mean area; NaN over no class.
  func value(weights: [Double]) -> Double {
    guard shares.isEmpty else {
      let moved = zip(weights, shares).reduce(0) { $0 + ($1.0 - 1) * $1.1 }
      return (whole + moved) / Double(classCount)
    }
    return sweeps.reduce(0) { $0 + $1.area(weights: weights) } / Double(classCount)
  }
}
