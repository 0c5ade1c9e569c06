internal import Vocabulary

/// When to stop: how many hunted galaxies may still be unseen, at a confidence level.
///
/// Each random draw is uniform over what was open at that moment, so as long as `k` are unseen in the
/// end, it hit one with a chance of at least `k` of all galaxies. Whatever the other arms asked in
/// the meantime, few hits therefore bound `k`.
package struct StoppingRule: Sendable, Equatable {
  /// Most hunted galaxies left unseen at the level; `nil` before any was drawn at random.
  package let unseenAtMost: Int?
  /// Galaxies drawn at random and answered, and those of them that are hunted.
  package let sample: Prevalence
  /// Confidence of the bound, in 0...1.
  package let level: Double

  /// - Parameters:
  ///   - sample: the random arm's own draws, as far as they were answered.
  ///   - galaxies: all there were to draw from.
  ///   - remaining: those of them without an answer.
  package init(sample: Prevalence, galaxies: Int, remaining: Int, level: Double = 0.95) {
    self.level = level
    self.sample = sample
    guard remaining > 0 else {
      unseenAtMost = 0
      return
    }
    guard sample.sampleSize > 0 else {
      unseenAtMost = nil
      return
    }
    let total = (sample.upperBound(level: level) * Double(galaxies)).rounded(.down)
    unseenAtMost = min(remaining, max(0, Int(total) - sample.hunted))
  }

  /// The bound as a sentence.
  package var sentence: String {
    let percent = Int((level * 100).rounded())
    guard let unseenAtMost else {
      return "No galaxy has been drawn at random yet, so nothing is known of what is left."
    }
    let draws =
      "\(Figures.count(sample.sampleSize)) random "
      + (sample.sampleSize == 1 ? "draw" : "draws")
    return "At most \(Figures.count(unseenAtMost)) of your kind "
      + "\(unseenAtMost == 1 ? "is" : "are") left unseen (\(percent)% confidence, \(draws))."
  }
}
