import Evaluation
import Foundation
import Vocabulary

/// Whether the head's probabilities mean what they say, over galaxies without an answer.
package struct ReplayCalibration: Sendable, Equatable, Codable {
  /// Mean negative logarithm of the probability of what a galaxy turned out to be, in nats.
  package let logLoss: Double
  /// The log loss of saying the true prevalence of every galaxy.
  package let prevalenceLogLoss: Double
  /// Expected calibration error over fifteen bins.
  package let calibrationError: Double
  /// Mean probability of being hunted.
  package let meanProbability: Double
  /// Share that is hunted.
  package let prevalence: Double
  /// Hunted galaxies among them.
  package let left: Int
  /// How many the hunt's census expects; nil where it says nothing.
  package let leftExpected: Int?
  /// The most that there are by the census; nil where it says nothing.
  package let leftAtMost: Int?

  /// Probabilities of being hunted against what is, and how many the hunt would have said are left;
  /// `nil` without galaxies.
  init?(probabilities: [Double], isAnomaly: [Bool], census: Census?) {
    guard !probabilities.isEmpty else { return nil }
    let count = Double(probabilities.count)
    func loss(_ probability: Double, _ isHit: Bool) -> Double {
      -log(max(isHit ? probability : 1 - probability, .ulpOfOne))
    }
    let prevalence = Double(isAnomaly.count { $0 }) / count
    self.prevalence = prevalence
    left = isAnomaly.count { $0 }
    leftExpected = census?.left
    leftAtMost = census?.leftAtMost
    meanProbability = probabilities.reduce(0, +) / count
    logLoss = zip(probabilities, isAnomaly).reduce(0) { $0 + loss($1.0, $1.1) } / count
    prevalenceLogLoss = isAnomaly.reduce(0) { $0 + loss(prevalence, $1) } / count
    calibrationError =
      ReliabilityDiagram(confidences: probabilities, outcomes: isAnomaly).expectedCalibrationError
  }

  /// Every figure by its name in the command line's JSON.
  package var named: [(name: String, value: Double?)] {
    [
      ("logLoss", logLoss), ("prevalenceLogLoss", prevalenceLogLoss),
      ("calibrationError", calibrationError), ("meanProbability", meanProbability),
      ("prevalence", prevalence), ("left", Double(left)),
      ("leftExpected", leftExpected.map(Double.init)),
      ("leftAtMost", leftAtMost.map(Double.init)),
      ("leftAtMostHeld", leftAtMost.map { left <= $0 ? 1 : 0 }),
    ]
  }
}
