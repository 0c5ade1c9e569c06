import Evaluation

@testable import Hunting

/// Gaussian clouds in a few dimensions, the same for the same seed.
struct Clusters {
  let features: FeatureMatrix
  /// The cloud each row belongs to.
  let clouds: [Int]

  /// `counts[c]` points about a centre of their own, `spread` wide.
  init(counts: [Int], columns: Int = 6, spread: Float = 0.5, seed: UInt64 = 11) {
    var generator = SeededGenerator(seed: seed)
    var rows: [[Float]] = []
    var clouds: [Int] = []
    for (cloud, count) in counts.enumerated() {
      let centre = (0..<columns).map { _ in 2 * Self.normal(using: &generator) }
      for _ in 0..<count {
        rows.append(centre.map { $0 + spread * Self.normal(using: &generator) })
        clouds.append(cloud)
      }
    }
    let order = Array(rows.indices).shuffled(using: &generator)
    features = FeatureMatrix(order.map { rows[$0] })
    self.clouds = order.map { clouds[$0] }
  }

  /// Sum of twelve uniform numbers: normal enough for a test.
  static func normal(using generator: inout SeededGenerator) -> Float {
    (0..<12).reduce(Float(-6)) { sum, _ in sum + Float.random(in: 0..<1, using: &generator) }
  }
}
