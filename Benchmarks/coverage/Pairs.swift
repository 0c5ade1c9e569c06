import Evaluation
import Foundation

/// Two classifiers that meet the same galaxies: some are hard for both.
struct TwoClassifiers: Sendable {
  let sizes: [Int]
  /// How much the first and the second see of the true class.
  let shifts: (Double, Double)

  var words: String {
    "\(sizes.count) classes of \(sizes.min()!)–\(sizes.max()!), shifts \(shifts.0) and \(shifts.1)"
  }

  func draw(
    _ generator: inout SeededGenerator
  ) -> (first: ClassProbabilities, second: ClassProbabilities, truth: [Int]) {
    let truth = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }
    var (one, other): ([Double], [Double]) = ([], [])
    for own in truth {
      let shared = sizes.map { _ in generator.normal() }
      for (shift, isFirst) in [(shifts.0, true), (shifts.1, false)] {
        let logits = sizes.indices.map {
          shared[$0] + 0.6 * generator.normal() + ($0 == own ? shift : 0)
        }
        let largest = logits.max()!
        let raw = logits.map { exp($0 - largest) }
        let sum = raw.reduce(0, +)
        if isFirst { one += raw.map { $0 / sum } } else { other += raw.map { $0 / sum } }
      }
    }
    func rows(_ values: [Double]) -> ClassProbabilities {
      ClassProbabilities(classCount: sizes.count, values: values)
    }
    return (rows(one), rows(other), truth)
  }
}

extension Simulation {
  /// Differences of two classifiers, as `ahunt report compare` gives them.
  static let pairs: [Simulation] = [
    TwoClassifiers(sizes: [10, 10], shifts: (1, 1.5)),
    TwoClassifiers(sizes: [10, 10, 10, 10], shifts: (2, 2)),
    TwoClassifiers(sizes: [100, 40, 15, 10], shifts: (1, 1.5)),
    TwoClassifiers(sizes: [100, 100, 100], shifts: (1, 1.5)),
  ].flatMap { pair -> [Simulation] in
    // What ten thousand galaxies a class of the same shares say.
    let scale = 20_000 / pair.sizes.max()!
    var generator = SeededGenerator(seed: 1)
    let (first, second, truth) = TwoClassifiers(
      sizes: pair.sizes.map { $0 * scale }, shifts: pair.shifts
    ).draw(&generator)
    let endless = Bootstrap(resamples: 1).pairedDifferences(
      first: first, second: second, truth: truth, using: &generator)
    @Sendable func differences(_ generator: inout SeededGenerator, resamples: Int) -> (
      accuracy: Interval?, loss: Interval?, paired: PairedDifferences
    ) {
      let (first, second, truth) = pair.draw(&generator)
      return (
        pairedAccuracy(
          first: zip(first.predictions, truth).map(==),
          second: zip(second.predictions, truth).map(==)
        )?.difference,
        pairedMeans(
          first: first.logLosses(truth: truth), second: second.logLosses(truth: truth))?.difference,
        Bootstrap(resamples: resamples).pairedDifferences(
          first: first, second: second, truth: truth, using: &generator)
      )
    }
    return [
      Simulation(
        "difference of accuracy", pair.words, truth: endless.accuracy.difference.estimate
      ) { differences(&$0, resamples: 1).accuracy },
      Simulation(
        "difference of log loss", pair.words, truth: endless.logLoss.difference.estimate
      ) { differences(&$0, resamples: 1).loss },
      Simulation(
        "difference of macro F1", pair.words, truth: endless.macroF1!.difference.estimate, cost: 4
      ) { differences(&$0, resamples: 300).paired.macroF1?.difference },
      Simulation(
        "difference of macro AUC", pair.words, truth: endless.macroArea!.difference.estimate,
        cost: 4
      ) { differences(&$0, resamples: 300).paired.macroArea?.difference },
    ]
  }
}
