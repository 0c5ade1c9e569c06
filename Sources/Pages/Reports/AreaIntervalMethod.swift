/// Whether the mean of a report's areas gets an interval beside those of the areas themselves.
enum AreaIntervalMethod {
  /// The mean is resampled.
  case resampling
  /// Only the areas themselves have intervals.
  case asymptotic

  /// Above this many objects a thousand resamples take minutes.
  static let resamplingLimit = 100_000

  /// The method for this many objects.
  init(count: Int, limit: Int) { self = count > limit ? .asymptotic : .resampling }

  /// How single areas get theirs, for the reader.
  static let words =
    "95% intervals of the AUC take the spread at the bound, which holds with few galaxies too."

  /// The sentences for the reader of a report with a mean.
  func words(resamples: Int, seed: UInt64) -> String {
    switch self {
    case .resampling:
      Self.words
        + " That of the macro average comes from \(Numbers.count(resamples)) stratified bootstrap "
        + "resamples with seed \(seed)."
    case .asymptotic: Self.words
    }
  }
}
