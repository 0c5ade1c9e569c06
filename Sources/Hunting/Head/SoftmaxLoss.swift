import Foundation

/// The loss of a softmax regression over inputs that were standardised already.
///
/// Σ_n (log Σ_k exp z_nk − z_n,y) + l2/2·‖W‖² with z = W·x + b, biases free, as scikit-learn's
/// `LogisticRegression` with C = 1/l2. Parameters are one row per class, its bias last.
struct SoftmaxLoss {
  let inputs: FeatureMatrix
  let labels: [Int]
  let classCount: Int
  let l2: Double

  /// Weights of a class, its bias among them.
  var width: Int { inputs.columns + 1 }
  var parameterCount: Int { classCount * width }

  /// A diagonal stand-in for the Hessian: the prior, plus what evenly shared classes would add.
  var curvatureGuess: [Double] {
    let spread = Double((classCount - 1) * inputs.rows) / Double(classCount * classCount)
    return (0..<parameterCount).map { spread + ($0 % width < inputs.columns ? l2 : 0) }
  }

  /// The loss at `parameters`; its gradient goes to `gradient`.
  func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Double {
    let (columns, width) = (inputs.columns, width)
    var loss = 0.0
    for index in parameters.indices {
      let scale = index % width < columns ? l2 : 0
      loss += scale / 2 * parameters[index] * parameters[index]
      gradient[index] = scale * parameters[index]
    }
    for (row, label) in labels.enumerated() {
      let x = inputs[row]
      var logits = (0..<classCount).map { parameters[$0 * width + columns] }
      for output in 0..<classCount {
        for (column, value) in x.enumerated() {
          logits[output] += parameters[output * width + column] * Double(value)
        }
      }
      let highest = logits.max()!
      let sum = logits.reduce(0) { $0 + exp($1 - highest) }
      loss += log(sum) + highest - logits[label]
      for output in 0..<classCount {
        let residual = exp(logits[output] - highest) / sum - (output == label ? 1 : 0)
        for (column, value) in x.enumerated() {
          gradient[output * width + column] += residual * Double(value)
        }
        gradient[output * width + columns] += residual
      }
    }
    return loss
  }
}
