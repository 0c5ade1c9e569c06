package import Evaluation
import Foundation

/// How common the hunted kinds are, from galaxies drawn at random.
///
/// The sample is the beginning of the hunt's random order, as far as it has been answered without
/// a gap; answers that other arms brought count too, so that nothing biases it.
package struct Prevalence: Sendable, Equatable {
  /// Answered galaxies in the sample.
  package let sampleSize: Int
  /// Those of them that are hunted.
  package let hunted: Int

  /// Walks the random order until the first galaxy that was neither answered nor skipped.
  ///
  /// `isHunted` holds the answered galaxies. Skipped ones are left out of the sample.
  package init(isHunted: [Int: Bool], skipped: Set<Int>, galaxyCount: Int, drawSeed: UInt64) {
    var sampleSize = 0
    var hunted = 0
    for galaxy in RandomOrder(count: galaxyCount, seed: drawSeed).order {
      if let answer = isHunted[galaxy] {
        sampleSize += 1
        if answer { hunted += 1 }
      } else if !skipped.contains(galaxy) {
        break
      }
    }
    self.sampleSize = sampleSize
    self.hunted = hunted
  }

  /// A simple random sample counted elsewhere.
  package init(sampleSize: Int, hunted: Int) {
    precondition((0...sampleSize).contains(hunted), "more hunted galaxies than galaxies")
    self.sampleSize = sampleSize
    self.hunted = hunted
  }

  /// Share of the survey with Wilson's interval; `nil` without a sample.
  package func interval(level: Double = 0.95) -> Interval? {
    wilsonInterval(successes: hunted, trials: sampleSize, level: level)
  }

  /// The largest share that the sample does not rule out at the (one-sided) level.
  ///
  /// Clopper and Pearson (1934): the share at which so few hits have probability 1 − level.
  package func upperBound(level: Double = 0.95) -> Double {
    guard hunted < sampleSize else { return 1 }
    var low = Double(hunted) / Double(sampleSize)
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Self.lowerTail(hunted, of: sampleSize, share: middle) > 1 - level {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// Binomial probability of at most `hits` among `trials`.
  static func lowerTail(_ hits: Int, of trials: Int, share: Double) -> Double {
    guard share > 0 else { return 1 }
    guard share < 1 else { return hits >= trials ? 1 : 0 }
    return (0...hits).reduce(0) { sum, hit in
      let ways =
        lgamma(Double(trials) + 1) - lgamma(Double(hit) + 1) - lgamma(Double(trials - hit) + 1)
      return sum + exp(ways + Double(hit) * log(share) + Double(trials - hit) * log1p(-share))
    }
  }
}
