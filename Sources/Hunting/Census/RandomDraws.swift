import Foundation
import Vocabulary

/// A galaxy that a hunt asked about.
package struct AskedGalaxy: Sendable, Equatable {
  /// Its row in the survey.
  package let galaxy: Int
  /// Seed of the random order that it was the next of; nil where another arm asked.
  package let drawSeed: UInt64?
  /// Probability of being hunted that the head gave when it asked, in 0...1.
  package let probability: Double
  /// Whether it turned out to be hunted; nil without an answer.
  package let isHunted: Bool?

  /// A question and what became of it.
  package init(galaxy: Int, drawSeed: UInt64?, probability: Double, isHunted: Bool?) {
    self.galaxy = galaxy
    self.drawSeed = drawSeed
    self.probability = probability
    self.isHunted = isHunted
  }
}

/// The answered draws of the random arm, and what they alone say of the galaxies nobody has looked at.
///
/// Each draw is uniform over the galaxies that come later in the random order and were open at that
/// moment. Where `k` hunted galaxies stay unseen in the end, at least those were among them, and the
/// hunted ones of later draws too; few finds therefore bound `k`, whatever other arms asked meanwhile.
package struct RandomDraws: Sendable, Equatable {
  /// One draw.
  package struct Draw: Sendable, Equatable {
    /// Galaxies that it was drawn from, at most.
    package let pool: Int
    /// Whether it turned out to be hunted.
    package let isHunted: Bool
  }

  /// The draws in the order they were made.
  package let draws: [Draw]

  /// Those among them that are hunted.
  package var finds: Int { draws.count(where: \.isHunted) }

  /// The draws of one hunt.
  ///
  /// Of several random orders the one with the most draws counts. Galaxies that came later into the
  /// survey have their places in the order too; draws beyond the first place that is still open
  /// are left out, for they were not uniform over the survey as it is now.
  ///
  /// - Parameters:
  ///   - asked: every question, in the order they were asked.
  ///   - closed: rows that are answered, skipped or in an open question.
  ///   - galaxyCount: galaxies of the survey.
  package init(asked: [AskedGalaxy], closed: Set<Int>, galaxyCount: Int) {
    let seeds = Set(asked.compactMap(\.drawSeed)).sorted()
    draws =
      seeds.map { Self.draws($0, asked, closed, galaxyCount) }
      .max { $0.count < $1.count } ?? []
  }

  private static func draws(
    _ seed: UInt64, _ asked: [AskedGalaxy], _ closed: Set<Int>, _ galaxyCount: Int
  ) -> [Draw] {
    let order = RandomOrder(count: galaxyCount, seed: seed)
    var firstOpen = 1.0
    for galaxy in 0..<galaxyCount where order.key(galaxy) < firstOpen && !closed.contains(galaxy) {
      firstOpen = order.key(galaxy)
    }
    let passed = (0..<galaxyCount).map(order.key).filter { $0 < firstOpen }.sorted()
    // Keys of what was asked so far, ascending.
    var taken: [Double] = []
    var draws: [Draw] = []
    for question in asked {
      let key = order.key(question.galaxy)
      let place = taken.lowerBound(of: key)
      if question.drawSeed == seed, key < firstOpen, let isHunted = question.isHunted {
        let before = passed.lowerBound(of: key)
        draws.append(
          Draw(pool: galaxyCount - before - (taken.count - place), isHunted: isHunted))
      }
      taken.insert(key, at: place)
    }
    return draws
  }

  /// The most hunted galaxies among the `unseen` ones that the draws don't rule out at a one-sided
  /// level; nil without a draw.
  package func mostLeft(of unseen: Int, level: Double) -> Int? {
    guard !draws.isEmpty else { return nil }
    guard chance(ofSoFewWith: unseen) <= 1 - level else { return unseen }
    var (low, high) = (0, unseen)
    while high - low > 1 {
      let middle = (low + high) / 2
      if chance(ofSoFewWith: middle) > 1 - level { low = middle } else { high = middle }
    }
    return low
  }

  /// Probability of at most as many finds as there were, if `left` hunted galaxies stay unseen.
  func chance(ofSoFewWith left: Int) -> Double {
    let finds = finds
    // Probability of each number of finds so far, up to the one that was seen.
    var shares = [1.0] + [Double](repeating: 0, count: finds)
    for draw in draws {
      for found in stride(from: finds, through: 0, by: -1) {
        func hit(_ found: Int) -> Double {
          min(1, Double(left + finds - found) / Double(max(1, draw.pool)))
        }
        shares[found] *= 1 - hit(found)
        if found > 0 { shares[found] += shares[found - 1] * hit(found - 1) }
      }
    }
    return shares.reduce(0, +)
  }
}

extension [Double] {
  /// Elements below a value, in ascending numbers.
  fileprivate func lowerBound(of value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
