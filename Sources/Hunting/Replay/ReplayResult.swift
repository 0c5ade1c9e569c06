package import Evaluation

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
  /// Over the repeats that have the figure; `nil` where none has.
  ///
  /// - Parameter range: what the figure can be; the interval stays within.
  package func summary(
    round: Int, in range: ClosedRange<Double>, _ figure: (ReplayRound) -> Double?
  ) -> Interval? {
    let values = repeats.compactMap { rounds in
      rounds.indices.contains(round) ? figure(rounds[round]) : nil
    }
    return repeatedMeanInterval(of: values, in: range)
  }

  /// The figure after each repeat's last round.
  package func finalSummary(
    in range: ClosedRange<Double>, _ figure: (ReplayRound) -> Double?
  ) -> Interval? {
    repeatedMeanInterval(of: repeats.compactMap { $0.last.flatMap(figure) }, in: range)
  }

  /// How much more the figure is in the end than by another strategy, hunt by hunt.
  ///
  /// Hunts of one number share their seed, and with it the galaxies and the first answers.
  ///
  /// - Returns: `nil` where no hunt of both has the figure.
  package func finalDifference(
    to other: ReplayResult, in range: ClosedRange<Double>, _ figure: (ReplayRound) -> Double?
  ) -> Interval? {
    let width = range.upperBound - range.lowerBound
    let differences = zip(repeats, other.repeats).compactMap { own, theirs -> Double? in
      guard let value = own.last.flatMap(figure), let against = theirs.last.flatMap(figure) else {
        return nil
      }
      return value - against
    }
    return repeatedMeanInterval(of: differences, in: -width...width)
  }
}
