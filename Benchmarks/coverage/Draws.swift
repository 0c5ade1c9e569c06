import Evaluation
import Foundation

extension RandomNumberGenerator {
  /// A normal number.
  mutating func normal(_ mean: Double = 0, _ width: Double = 1) -> Double {
    let (a, b) = (
      Double.random(in: 1e-300..<1, using: &self), Double.random(in: 0..<1, using: &self)
    )
    return mean + width * (-2 * log(a)).squareRoot() * cos(2 * .pi * b)
  }

  /// Whether something of this chance happens.
  mutating func happens(_ chance: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < chance
  }

  /// Successes in some trials.
  mutating func successes(_ chance: Double, of trials: Int) -> Int {
    (0..<trials).count { _ in happens(chance) }
  }

  /// One of several things by their chances, which sum to 1.
  mutating func pick(_ chances: [Double]) -> Int {
    var rest = Double.random(in: 0..<1, using: &self)
    for (index, chance) in chances.enumerated() {
      rest -= chance
      if rest < 0 { return index }
    }
    return chances.count - 1
  }
}

/// The chance that a standard normal number is below a value.
func normalShare(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }

/// Scores of positives about `shift` and of negatives about 0, with the curves of endless objects.
struct TwoNormals: Sendable {
  let positives: Int
  let negatives: Int
  let shift: Double
  var width = 1.0

  func draw(_ generator: inout SeededGenerator) -> (scores: [Double], labels: [Bool]) {
    let labels = (0..<positives + negatives).map { $0 < positives }
    return (labels.map { $0 ? generator.normal(shift, width) : generator.normal() }, labels)
  }

  var area: Double { normalShare(shift / (1 + width * width).squareRoot()) }

  func recall(above score: Double) -> Double { normalShare((shift - score) / width) }

  /// The true positive rate at a false positive rate.
  func rate(at other: Double) -> Double {
    other <= 0 ? 0 : other >= 1 ? 1 : recall(above: -normalQuantile(other))
  }

  /// The precision at a recall, at the share of positives that is drawn.
  func precision(at recall: Double) -> Double {
    let score = shift - width * normalQuantile(recall)
    let hits = Double(positives) * recall
    return hits / (hits + Double(negatives) * normalShare(-score))
  }

  /// The mean precision over all recalls.
  var averagePrecision: Double {
    let steps = 20_000
    return (0..<steps).reduce(0) { $0 + precision(at: (Double($1) + 0.5) / Double(steps)) }
      / Double(steps)
  }
}
