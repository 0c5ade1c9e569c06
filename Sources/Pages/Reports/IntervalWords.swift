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
  static func bands(resamples: Int, seed: UInt64) -> String {
    "Bands hold the curve at one place at 95%, from \(Numbers.count(resamples)) resamples with seed "
      + "\(seed)."
  }
}

extension Numbers {
  /// Bounds of a rate, or words where there are too few galaxies for an interval.
  static func boundsOrWords(_ interval: Interval?) -> String {
    interval.map(bounds) ?? IntervalWords.tooFew
  }
}
