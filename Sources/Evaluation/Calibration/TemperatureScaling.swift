import Foundation

/// One number that makes a classifier's probabilities mean what they say (Guo et al. 2017).
///
/// Logits are divided by it, which is to take every probability to the power 1/T and to normalise:
/// above 1 the answers become less sure, below 1 surer, and none of them changes.
///
/// ```swift
/// let temperature = TemperatureScaling.fitted(validation, truth: labels)
/// let calibrated = TemperatureScaling.scaled(test, by: temperature)
/// ```
package enum TemperatureScaling {
  /// Where the temperature is looked for.
  package static let range = 0.125...8.0
  /// Fewer objects than this say nothing of the temperature.
  package static let leastCount = 30

  /// The temperature with the lowest mean negative log-likelihood of the true classes.
  ///
  /// In 1/T the likelihood is log-concave, so a golden section over log T finds its only peak; 1
  /// where there are fewer than `leastCount` objects.
  package static func fitted(_ probabilities: ClassProbabilities, truth: [Int]) -> Double {
    precondition(probabilities.count == truth.count)
    guard truth.count >= leastCount else { return 1 }
    let logits = probabilities.values.map { log(max($0, smallest)) }
    func loss(_ logTemperature: Double) -> Double {
      let scale = exp(-logTemperature)
      var sum = 0.0
      for (object, label) in truth.enumerated() {
        let start = object * probabilities.classCount
        let own = logits[start..<start + probabilities.classCount]
        let largest = own.max()!
        let total = own.reduce(0) { $0 + exp(($1 - largest) * scale) }
        sum += log(total) - (logits[start + label] - largest) * scale
      }
      return sum
    }
    return exp(minimum(of: loss, from: log(range.lowerBound), to: log(range.upperBound)))
  }

  /// Probabilities at a temperature; at 1 they stay as they are.
  package static func scaled(
    _ probabilities: ClassProbabilities, by temperature: Double
  ) -> ClassProbabilities {
    guard temperature != 1 else { return probabilities }
    let classes = probabilities.classCount
    var values = probabilities.values
    for start in stride(from: 0, to: values.count, by: classes) {
      let own = start..<start + classes
      let largest = log(max(values[own].max()!, smallest))
      for index in own {
        values[index] = exp((log(max(values[index], smallest)) - largest) / temperature)
      }
      let total = values[own].reduce(0, +)
      for index in own { values[index] /= total }
    }
    return ClassProbabilities(classCount: classes, values: values)
  }

  /// A probability that float32 rounded to zero counts as this.
  private static let smallest = Double(Float.leastNormalMagnitude)

  /// Where a function with one valley is lowest, to 1e-7.
  private static func minimum(
    of function: (Double) -> Double, from lower: Double, to upper: Double
  ) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (lower, upper)
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (atLeft, atRight) = (function(left), function(right))
    while high - low > 1e-7 {
      if atLeft <= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - golden * (high - low)
        atLeft = function(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + golden * (high - low)
        atRight = function(right)
      }
    }
    return (low + high) / 2
  }
}
