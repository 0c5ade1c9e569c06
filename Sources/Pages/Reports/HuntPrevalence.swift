package import Evaluation

/// What a hunt's random order says of how common the classes of interest are.
package enum HuntPrevalence: Sendable, Equatable {
  /// Share of interest with its interval, from so many galaxies in the order they were drawn.
  case measured(Interval, galaxies: Int)
  /// The rounds drew from different orders, so that their answers are no one random sample.
  case differentSeeds

  /// The share with its interval, where it was measured.
  package var interval: Interval? {
    guard case .measured(let interval, _) = self else { return nil }
    return interval
  }
}
