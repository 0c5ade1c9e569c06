import Foundation
import Vocabulary

/// The head of AHUNT as it was published, for comparison: softmax regression over the classes.
///
/// The published reserve output never gets an example and never asks, so it is left out: everything
/// is reserve before the first answer, and nothing after it.
struct SoftmaxHead: Ranker, Equatable {
  /// Precision of the Gaussian prior on each standardised weight (scikit-learn's 1/C).
  let l2: Double
  /// Largest gradient component, an answer, at which a fit has converged.
  let tolerance: Double
  private let standardisation: Standardisation
  private var classes: [HuntClass.ID] = []
  private var answerCounts: [Int] = []
  /// One row per class with answers: a weight per column, and the bias.
  private(set) var weights: [[Float]] = []

  /// A head without classes.
  ///
  /// - Parameter features: the survey, off which the features' scale is read.
  init(for features: FeatureMatrix, l2: Double = 30, tolerance: Double = 1e-5) {
    self.l2 = l2
    self.tolerance = tolerance
    standardisation = Standardisation(of: features)
  }

  private var columns: Int { standardisation.mean.count }
  private var active: [Int] { classes.indices.filter { answerCounts[$0] > 0 } }

  mutating func fit(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes names: [HuntClass.ID]
  ) throws(HuntingError) {
    try LabelledGalaxy.validate(answers, features: features, columns: columns, classes: names)
    classes = names
    answerCounts = names.indices.map { label in answers.count { $0.label == label } }
    let active = active
    let loss = SoftmaxLoss(
      inputs: standardisation.applied(to: features.gathering(answers.map(\.galaxy))),
      labels: answers.map { answer in active.firstIndex(of: answer.label)! },
      classCount: active.count, l2: l2)
    let start = [Double](repeating: 0, count: loss.parameterCount)
    let (point, _, _) = LBFGS(
      maximumIterations: 300, tolerance: tolerance * Double(max(1, answers.count))
    ).minimise(from: start, curvature: loss.curvatureGuess) { point, gradient in
      loss.evaluate(point, gradient: &gradient)
    }
    weights = active.indices.map { output in
      point[output * loss.width..<(output + 1) * loss.width].map(Float.init)
    }
  }

  func probabilities(_ features: FeatureMatrix) throws(HuntingError) -> HeadProbabilities {
    guard features.columns == columns else {
      throw .countMismatch(what: "features per galaxy", expected: columns, found: features.columns)
    }
    let inputs = standardisation.applied(to: features)
    let active = active
    let stride = classes.count + 1
    var values = [Float](repeating: 0, count: features.rows * stride)
    for row in 0..<features.rows {
      guard !active.isEmpty else {
        values[row * stride + classes.count] = 1
        continue
      }
      let logits = weights.map { weight in
        zip(inputs[row], weight).reduce(weight[columns]) { $0 + $1.0 * $1.1 }
      }
      let highest = logits.max()!
      let sum = logits.reduce(0) { $0 + exp($1 - highest) }
      for (logit, label) in zip(logits, active) {
        values[row * stride + label] = exp(logit - highest) / sum
      }
    }
    return HeadProbabilities(
      classes: classes, isTrained: answerCounts.map { $0 > 0 }, rows: features.rows,
      values: values)
  }
}
