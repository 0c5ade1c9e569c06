import Foundation

extension ClassProbabilities {
  /// Share of objects whose true class is among the `k` likeliest; ties count against the object.
  package func topAccuracy(_ k: Int, truth: [Int]) -> Double {
    ratio(
      (0..<count).count { object in
        let own = self[object, truth[object]]
        return row(object).count { $0 >= own } <= k
      }, count)
  }

  /// Mean squared distance of the probabilities to the one-hot truth, summed over classes: 0...2.
  ///
  /// Brier, "Verification of forecasts expressed in terms of probability", 1950.
  package func brierScore(truth: [Int]) -> Double {
    count == 0 ? 0 : brierScores(truth: truth).reduce(0, +) / Double(count)
  }

  /// Interval of the Brier score; `nil` for fewer than two objects.
  package func brierInterval(truth: [Int]) -> Interval? {
    meanInterval(of: brierScores(truth: truth), in: 0...2)
  }

  /// Squared distance of each object's probabilities to the truth.
  private func brierScores(truth: [Int]) -> [Double] {
    (0..<count).map { object in
      (0..<classCount).reduce(0) { sum, label in
        let difference = self[object, label] - (truth[object] == label ? 1 : 0)
        return sum + difference * difference
      }
    }
  }

  /// Mean negative log-probability of the true class, in nats.
  package func logLoss(truth: [Int]) -> Double {
    count == 0 ? 0 : logLosses(truth: truth).reduce(0, +) / Double(count)
  }

  /// Negative log-probability of each object's true class, in nats.
  ///
  /// Probabilities below the float64 resolution count as that, so that one certain error is not ∞.
  package func logLosses(truth: [Int]) -> [Double] {
    (0..<count).map { -log(max(self[$0, truth[$0]], Double.ulpOfOne)) }
  }

  /// How well the confidence in the likeliest class matches how often it is right.
  package func reliability(truth: [Int], bins: Int = 15) -> ReliabilityDiagram {
    let correct = zip(predictions, truth).map { $0 == $1 }
    return ReliabilityDiagram(confidences: confidences, outcomes: correct, bins: bins)
  }

  /// The same in ten bins of equal counts, with what chance alone gives a model that is calibrated.
  package func equalMassCalibration(
    truth: [Int], seed: UInt64 = 0
  ) -> (error: Double, interval: Interval?, byChance: Interval?) {
    let correct = zip(predictions, truth).map { $0 == $1 }
    var generator = SeededGenerator(seed: seed)
    let diagram = ReliabilityDiagram(
      equalMass: 10, confidences: confidences, outcomes: correct)
    return (
      diagram.expectedCalibrationError, diagram.errorInterval(),
      ReliabilityDiagram.errorByChance(
        equalMass: 10, confidences: confidences, using: &generator)
    )
  }
}
