import Evaluation

/// How the intervals of a page are made, for the reader.
enum IntervalWords {
  /// Areas under ROC curves.
  static let areas =
    "95% intervals of the AUC take the spread at the bound, which holds with few galaxies too."
  /// Shares of answers.
  static let shares = "exact (Clopper–Pearson)"
  /// What stands where an interval would say nothing.
  static let tooFew = "too few"

  /// Bands around curves.
  ///
  /// - Parameter count: curves with a band; of many, each waits to be pointed at.
  static func bands(_ count: Int, resamples: Int, seed: UInt64) -> String {
    "Bands hold the curve at one place at 95%, from \(Numbers.count(resamples)) resamples with seed "
      + "\(seed)"
      + (count > Plot.mostBands
        ? "; point at a name to see its own, or read the numbers." : ".")
  }
}

extension Numbers {
  /// Bounds of a rate, or words where there are too few galaxies for an interval.
  static func boundsOrWords(_ interval: Interval?) -> String {
    interval.map(bounds) ?? IntervalWords.tooFew
  }
}
