import Foundation

/// What scikit-learn found on a small problem; `Fixtures/logistic_regression.py` made it.
struct LogisticRegressionFixture: Decodable {
  let features: [[Float]]
  let labels: [Int]
  let l2: Double
  let weights: [[Float]]
  let probabilities: [[Float]]

  static func load() throws -> LogisticRegressionFixture {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/logistic_regression.json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
  }
}
