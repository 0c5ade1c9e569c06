/// When to stop: how many hunted galaxies may still be unseen, at a confidence level.
package struct StoppingRule: Sendable, Equatable {
  /// Most hunted galaxies left unseen at the level; `nil` before any was drawn at random.
  package let unseenAtMost: Int?
  /// Confidence of the bound, in 0...1.
  package let level: Double

  /// Bounds the hunted share of what no chosen arm has asked by the random draws among it.
  ///
  /// `sample` counts the random arm's own draws, `remaining` the galaxies without an answer. The
  /// chosen arms learn from random hits too, which only makes the bound more careful.
  package init(sample: Prevalence, remaining: Int, level: Double = 0.95) {
    self.level = level
    guard remaining > 0 else {
      unseenAtMost = 0
      return
    }
    guard sample.sampleSize > 0 else {
      unseenAtMost = nil
      return
    }
    let population = remaining + sample.sampleSize
    let total = (sample.upperBound(level: level) * Double(population)).rounded(.down)
    unseenAtMost = min(remaining, max(0, Int(total) - sample.hunted))
  }

  /// The bound as a sentence.
  package var sentence: String {
    let percent = Int((level * 100).rounded())
    guard let unseenAtMost else {
      return "No galaxy has been drawn at random yet, so nothing is known of what is left."
    }
    return "At most \(unseenAtMost) of your kind \(unseenAtMost == 1 ? "is" : "are") "
      + "left unseen (\(percent)% confidence)."
  }
}
