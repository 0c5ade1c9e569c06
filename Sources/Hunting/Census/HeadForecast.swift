import Foundation
import Vocabulary

/// What the head's probabilities say of the galaxies nobody has looked at, held to how its forecasts of
/// earlier answers turned out.
///
/// The hunted galaxies among the unseen are Poisson with a mean of θ times the sum of their
/// probabilities. θ, by how much the head is wrong, is unknown: Gamma(1, 0.3) at first, for heads tend to
/// overlook kinds that they have not met, and updated by the latest answers, for the head gets better with
/// time. The posterior is Gamma(1 + finds, 0.3 + finds foretold), and what is left is negative binomial.
/// Unlikely galaxies and others have a θ each, since most of a survey is unlikely and most questions are
/// not. The numbers were chosen on replayed hunts; `Benchmarks/hunt/census.py` says how often it holds.
package struct HeadForecast: Sendable, Equatable {
  /// From this probability on a galaxy is no unlikely one.
  static let split = 0.1
  /// Finds foretold that are as good as the doubt before any answer: the rate of the first Gamma.
  static let doubt = 0.3
  /// As many foretold finds decide on θ, the latest ones.
  static let memory = 10.0

  /// Galaxies of like probability.
  struct Stratum: Sendable, Equatable {
    /// Sum of the probabilities of the unseen galaxies.
    var expected = 0.0
    /// Sum of the probabilities that the head gave to the latest answers beforehand.
    var foretold = 0.0
    /// Hunted galaxies among those answers.
    var finds = 0

    /// Probability of 0, 1, … `most` hunted galaxies among the unseen.
    func distribution(upTo most: Int) -> [Double] {
      let shape = 1 + Double(finds)
      let rate = HeadForecast.doubt + foretold
      let more = expected / (rate + expected)
      var logarithm = shape * log(rate / (rate + expected))
      return (0...most).map { count in
        defer { logarithm += log((shape + Double(count)) / Double(count + 1) * more) }
        return exp(logarithm)
      }
    }
  }

  /// Unlikely galaxies, then the others.
  private let strata: [Stratum]
  /// Answers that the forecast was held to.
  package let answers: Int

  /// A forecast; nil before the head has found a few.
  ///
  /// - Parameters:
  ///   - probabilities: of being hunted, of each unseen galaxy, in 0...1.
  ///   - asked: every question, in the order they were asked.
  package init?(probabilities: some Sequence<Float>, asked: [AskedGalaxy]) {
    guard asked.count(where: { $0.isHunted == true }) >= Census.fewestFinds else { return nil }
    var strata = [Stratum(), Stratum()]
    var answers = 0
    for question in asked.reversed() {
      guard let isHunted = question.isHunted else { continue }
      let index = question.probability < Self.split ? 0 : 1
      guard strata[index].foretold < Self.memory else { continue }
      strata[index].foretold += question.probability
      strata[index].finds += isHunted ? 1 : 0
      answers += 1
    }
    for probability in probabilities {
      strata[Double(probability) < Self.split ? 0 : 1].expected += Double(probability)
    }
    self.strata = strata
    self.answers = answers
  }

  /// Hunted galaxies that the head expects among the unseen.
  package var expected: Double { strata[0].expected + strata[1].expected }

  /// The most hunted galaxies among the `unseen` ones at a one-sided level.
  package func mostLeft(of unseen: Int, level: Double) -> Int {
    let unlikely = strata[0].distribution(upTo: unseen)
    var others = strata[1].distribution(upTo: unseen)
    for count in others.indices.dropFirst() { others[count] += others[count - 1] }
    func probability(ofAtMost sum: Int) -> Double {
      (0...sum).reduce(0) { $0 + unlikely[$1] * others[sum - $1] }
    }
    guard probability(ofAtMost: unseen) >= level else { return unseen }
    var (low, high) = (-1, unseen)
    while high - low > 1 {
      let middle = (low + high) / 2
      if probability(ofAtMost: middle) < level { low = middle } else { high = middle }
    }
    return high
  }
}
