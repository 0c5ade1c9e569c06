package import Evaluation
import Foundation

/// One strategy's hunts over several seeds.
package struct ReplayResult: Sendable {
  /// What was replayed.
  package let strategy: ReplayStrategy
  /// Rounds of each repeat; repeats may end early when the pool is exhausted.
  package let repeats: [[ReplayRound]]

  /// Hunts that were played one by one.
  package init(strategy: ReplayStrategy, repeats: [[ReplayRound]]) {
    self.strategy = strategy
    self.repeats = repeats
  }

  /// Mean over repeats of a figure after a round (from 0), with its 95% interval.
  ///
  /// Student's t over the repeats that have the figure; `nil` where none has.
  package func summary(
    round: Int, _ figure: (ReplayRound) -> Double?
  ) -> Interval? {
    let values = repeats.compactMap { rounds in
      rounds.indices.contains(round) ? figure(rounds[round]) : nil
    }
    return Self.meanInterval(values)
  }

  /// The figure after each repeat's last round.
  package func finalSummary(_ figure: (ReplayRound) -> Double?) -> Interval? {
    Self.meanInterval(repeats.compactMap { $0.last.flatMap(figure) })
  }

  /// Mean and 95% interval of a few repeats; a single one has an interval of no width.
  static func meanInterval(_ values: [Double]) -> Interval? {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else { return Interval(estimate: mean, lower: mean, upper: mean) }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let half = studentQuantile(0.975, degrees: count - 1) * (variance / count).squareRoot()
    return Interval(estimate: mean, lower: mean - half, upper: mean + half)
  }
}
