private import Foundation
private import Layers
private import Tensors

/// Trains the supervised reference on labelled cutouts.
package struct ClassifierTrainer: Sendable {
  package let options: TrainingOptions

  package init(_ options: TrainingOptions) { self.options = options }

  /// - Parameters:
  ///   - labels: class number of each training cutout, an index into `classNames`.
  ///   - validation: cutouts that choose the best epoch and are never learned from; where there
  ///     are none, the training cutouts choose it.
  package func train(
    _ training: any CutoutSource, labels: [Int], validation: any CutoutSource,
    validationLabels: [Int], classNames: [String]
  ) throws -> TrainedModel {
    precondition(training.count == labels.count && validation.count == validationLabels.count)
    let run = try TrainingRun<ClassifierConfiguration>(training, options) {
      $0.classNames = classNames
    }
    let configuration = run.configuration
    let views = RandomState(seed: options.seed ^ 0x5bd1_e995)
    let targets = try Tensor(
      labels.map(Int64.init), shape: [labels.count], device: options.device)
    let classifier = Classifier(run.loaded)
    let isHeldOut = validation.count > 0
    let outcome = try run.learn(
      loss: { pictures, numbers, _ in
        var pictures = pictures
        if let augmentation = configuration.augmentation {
          pictures = augmentation(pictures, using: views)
        }
        let logits = run.network(pictures, .training(run.random))
        return Losses.crossEntropy(
          logits, targets.selected(0, numbers), smoothing: configuration.labelSmoothing)
      },
      validate: {
        // One view here: all eight are for the final figures.
        Self.figures(
          try classifier.probabilities(isHeldOut ? validation : training, views: 1),
          isHeldOut ? validationLabels : labels, classNames.count)
      })
    return try run.model(of: outcome)
  }

  /// Accuracy and mean negative log-likelihood of the true class.
  private static func figures(
    _ probabilities: [Float], _ labels: [Int], _ classes: Int
  ) -> [String: Double] {
    var hits = 0
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      let own = probabilities[row * classes..<(row + 1) * classes]
      if own.firstIndex(of: own.max()!)! - own.startIndex == label { hits += 1 }
      loss -= log(Double(max(own[own.startIndex + label], 1e-12)))
    }
    let count = Double(labels.count)
    return ["validationAccuracy": Double(hits) / count, "validationLoss": loss / count]
  }
}
