import Evaluation
import Foundation

/// Confidences of a classifier and how often they are right.
struct Confidence: Sendable {
  let words: String
  let count: Int
  /// Confidences are 1 − u^power/2.
  let power: Double
  /// What is right of a confidence.
  let right: @Sendable (Double) -> Double

  func draw(_ generator: inout SeededGenerator) -> (confidences: [Double], outcomes: [Bool]) {
    let confidences = (0..<count).map { _ in
      1 - pow(Double.random(in: 0..<1, using: &generator), power) / 2
    }
    return (confidences, confidences.map { generator.happens(right($0)) })
  }

  /// What endless objects with these confidences would show in the bins.
  func truth(_ diagram: ReliabilityDiagram, _ confidences: [Double]) -> Double {
    let order = confidences.sorted()
    var start = 0
    // Bins of equal counts take the confidences in order; bins of equal width do too.
    return diagram.bins.reduce(0) { sum, bin in
      let own = order[start..<start + bin.count]
      start += bin.count
      return sum + abs(own.reduce(0) { $0 + right($1) - $1 })
    } / Double(confidences.count)
  }

  /// The mean squared distance of two probabilities to what is.
  var brier: Double {
    let steps = 20_000
    return (0..<steps).reduce(0) { sum, step in
      let p = 1 - pow((Double(step) + 0.5) / Double(steps), power) / 2
      return sum + 2 * (right(p) * (1 - p) * (1 - p) + (1 - right(p)) * p * p)
    } / Double(steps)
  }
}

extension Simulation {
  private static let confidences: [Confidence] = [20, 50, 100, 300, 1_000, 5_000].flatMap { count in
    [
      Confidence(words: "\(count) galaxies, calibrated", count: count, power: 1) { $0 },
      Confidence(words: "\(count) galaxies, calibrated and sure", count: count, power: 6) { $0 },
      Confidence(words: "\(count) galaxies, too sure", count: count, power: 3) {
        0.5 + ($0 - 0.5) * 0.7
      },
      Confidence(words: "\(count) galaxies, far too sure", count: count, power: 4) { _ in 0.6 },
    ]
  }

  /// Calibration errors and the Brier score.
  static let calibration: [Simulation] = confidences.flatMap { confidence -> [Simulation] in
    [
      Simulation("ECE, 15 bins of equal width", confidence.words) { generator in
        let (confidences, outcomes) = confidence.draw(&generator)
        let diagram = ReliabilityDiagram(confidences: confidences, outcomes: outcomes)
        return [(diagram.errorInterval(), confidence.truth(diagram, confidences))]
      },
      Simulation("ECE, 10 bins of equal counts", confidence.words) { generator in
        let (confidences, outcomes) = confidence.draw(&generator)
        let diagram = ReliabilityDiagram(
          equalMass: 10, confidences: confidences, outcomes: outcomes)
        return [(diagram.errorInterval(), confidence.truth(diagram, confidences))]
      },
      Simulation("Brier score", confidence.words, truth: confidence.brier) { generator in
        let (confidences, outcomes) = confidence.draw(&generator)
        return meanInterval(
          of: zip(confidences, outcomes).map { 2 * ($1 ? (1 - $0) * (1 - $0) : $0 * $0) }, in: 0...2
        )
      },
    ]
  }
}
