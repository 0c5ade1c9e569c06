import Evaluation

/// A classifier of some classes: how many test galaxies of each, and what it answers to them.
struct Answers: Sendable {
  let words: String
  let sizes: [Int]
  /// Of each class the chances of each answer.
  let chances: [[Double]]
  /// Whether only the number of all galaxies is fixed, and classes are drawn by their shares.
  var isMixed = false

  /// Classes whose galaxies are answered rightly with a chance, else with any other class.
  init(_ words: String, sizes: [Int], right: [Double], isMixed: Bool = false) {
    self.words = words
    self.sizes = sizes
    self.isMixed = isMixed
    chances = sizes.indices.map { own in
      sizes.indices.map {
        $0 == own ? right[own] : (1 - right[own]) / Double(sizes.count - 1)
      }
    }
  }

  func draw(_ generator: inout SeededGenerator) -> ConfusionMatrix {
    var counts = sizes.map { _ in sizes.map { _ in 0 } }
    let total = Double(sizes.reduce(0, +))
    for (own, size) in sizes.enumerated() {
      for _ in 0..<size {
        let truth = isMixed ? generator.pick(sizes.map { Double($0) / total }) : own
        counts[truth][generator.pick(chances[truth])] += 1
      }
    }
    return ConfusionMatrix(counts: counts)
  }

  /// What endless galaxies in these proportions would give.
  var truth: (accuracy: Double, precision: [Double], recall: [Double], f1: [Double]) {
    let hits = sizes.indices.map { Double(sizes[$0]) * chances[$0][$0] }
    let given = sizes.indices.map { label in
      sizes.indices.reduce(0) { $0 + Double(sizes[$1]) * chances[$1][label] }
    }
    return (
      hits.reduce(0, +) / Double(sizes.reduce(0, +)), zip(hits, given).map { $0 / $1 },
      sizes.indices.map { chances[$0][$0] },
      sizes.indices.map { 2 * hits[$0] / (Double(sizes[$0]) + given[$0]) }
    )
  }
}

extension Simulation {
  private static let classifiers = [
    Answers("two classes of 10, right 95%", sizes: [10, 10], right: [0.95, 0.95]),
    Answers("two classes of 10, right 60%", sizes: [10, 10], right: [0.6, 0.6]),
    Answers("10 of 210, right 70% and 98%", sizes: [10, 200], right: [0.7, 0.98]),
    Answers(
      "five classes of 10, right 99%", sizes: [10, 10, 10, 10, 10],
      right: [0.99, 0.99, 0.99, 0.99, 0.99]),
    Answers(
      "five classes of 10, right 50%", sizes: [10, 10, 10, 10, 10],
      right: [0.5, 0.5, 0.5, 0.5, 0.5]),
    Answers(
      "five classes of 10 to 300, right 40–95%", sizes: [300, 100, 40, 15, 10],
      right: [0.95, 0.9, 0.8, 0.5, 0.4]),
    Answers(
      "the same, classes drawn", sizes: [300, 100, 40, 15, 10], right: [0.95, 0.9, 0.8, 0.5, 0.4],
      isMixed: true),
    Answers(
      "twelve classes of 30, right 80%", sizes: Array(repeating: 30, count: 12),
      right: Array(repeating: 0.8, count: 12)),
    Answers(
      "thirty-two classes of 10, right 90%", sizes: Array(repeating: 10, count: 32),
      right: Array(repeating: 0.9, count: 32)),
  ]

  /// Shares of a classifier's answers, class by class and together.
  static let shares: [Simulation] = classifiers.flatMap { answers -> [Simulation] in
    let truth = answers.truth
    let all = Array(answers.sizes.indices)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func each(
      _ measure: String, _ values: [Double],
      _ own: @escaping @Sendable (ScoreIntervals) -> Interval?
    ) -> Simulation {
      Simulation(measure, answers.words) { generator in
        zip(answers.draw(&generator).scoreIntervals, values).map { (own($0.0), $0.1) }
      }
    }
    func macro(
      _ measure: String, _ values: [Double],
      _ own: @escaping @Sendable (ScoreIntervals) -> Interval?
    ) -> Simulation {
      Simulation(measure, answers.words, truth: mean(values)) { generator in
        own(answers.draw(&generator).macroIntervals(of: all))
      }
    }
    return [
      Simulation("accuracy", answers.words, truth: truth.accuracy) {
        answers.draw(&$0).accuracyInterval
      },
      each("precision", truth.precision) { $0.precision },
      each("recall", truth.recall) { $0.recall },
      each("F1", truth.f1) { $0.f1 },
      macro("macro precision", truth.precision) { $0.precision },
      macro("macro recall", truth.recall) { $0.recall }, macro("macro F1", truth.f1) { $0.f1 },
    ]
  }
}
