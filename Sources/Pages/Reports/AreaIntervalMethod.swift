/// Where the intervals of the areas under a report's curves come from.
enum AreaIntervalMethod {
  /// Stratified bootstrap.
  case resampling
  /// The asymptotic variance.
  case deLong

  /// Above this many objects a thousand resamples take minutes and equal the asymptotic interval.
  static let resamplingLimit = 100_000

  /// The method for this many objects.
  init(count: Int, limit: Int) { self = count > limit ? .deLong : .resampling }

  /// One sentence for the reader.
  func words(resamples: Int) -> String {
    switch self {
    case .resampling:
      "95% intervals of the AUC come from \(Numbers.count(resamples)) stratified bootstrap resamples."
    case .deLong: "95% intervals of the AUC are DeLong's."
    }
  }
}
