import Evaluation
import Foundation

extension Simulation {
  /// A few hunts by one strategy: what they find, and how well they rank in the end.
  static let replays: [Simulation] = [3, 5, 10].flatMap { hunts -> [Simulation] in
    @Sendable func mean(_ values: [Double], in range: ClosedRange<Double>) -> Interval? {
      // A page gives no interval where all hunts came to the same.
      repeatedMeanInterval(of: values, in: range).flatMap { $0.upper > $0.lower ? $0 : nil }
    }
    let found = [0.1, 0.5, 0.95].map { share in
      Simulation(
        "found by replayed hunts", "\(hunts) hunts for 40, \(Int(share * 100))% found",
        truth: 40 * share
      ) { generator in
        mean((0..<hunts).map { _ in Double(generator.successes(share, of: 40)) }, in: 0...40)
      }
    }
    let areas = [0.3, 0.02].map { error in
      Simulation(
        "AUC of replayed hunts", "\(hunts) hunts, \(1 - error) on average", truth: 1 - error
      ) { generator in
        // A gamma variable of shape 4: skewed, as errors near 0 are.
        mean(
          (0..<hunts).map { _ in
            1 - error / 4
              * (0..<4).reduce(0) { sum, _ in
                sum - log(Double.random(in: 1e-12..<1, using: &generator))
              }
          }.map { max(0, $0) }, in: 0...1)
      }
    }
    let difference = Simulation(
      "difference of replayed hunts", "\(hunts) hunts for 40 by two strategies, 60% and 50% found",
      truth: 4
    ) { generator in
      mean(
        (0..<hunts).map { _ in
          // What a hunt's galaxies and first answers bring both.
          let luck = generator.normal(0, 0.08)
          return Double(
            generator.successes(0.6 + luck, of: 40) - generator.successes(0.5 + luck, of: 40))
        }, in: -40...40)
    }
    return found + areas + [difference]
  }
}
