private import Evaluation
private import Layers
private import Tensors

/// Trains the supervised classifier on labelled cutouts, and calibrates it on the validation set.
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
      options.regularisation.applied(to: &$0)
    }
    let classifier = Classifier(run.loaded)
    if run.configuration.includesShape { try measureShapes(training, run) }
    let isHeldOut = validation.count > 0
    let loss = try loss(labels, run)
    let outcome = try run.learn(
      loss: loss,
      validate: {
        // One view here: all eight are for the final figures.
        let probabilities = try classifier.uncalibrated(
          isHeldOut ? validation : training, views: 1)
        return Self.figures(probabilities, isHeldOut ? validationLabels : labels)
      })
    var settled = run.configuration
    if isHeldOut {
      settled.temperature = TemperatureScaling.fitted(
        try classifier.uncalibrated(validation), truth: validationLabels)
    }
    return try run.model(
      of: outcome, as: settled, figures: ["temperature": settled.temperature])
  }

  /// Cross-entropy on augmented and, where wanted, mixed pictures.
  private func loss(
    _ labels: [Int], _ run: TrainingRun<ClassifierConfiguration>
  ) throws -> (Tensor, Tensor, Double, EpochChance) -> Tensor {
    let configuration = run.configuration
    let targets = try Tensor(
      labels.map(Int64.init), shape: [labels.count], device: options.device)
    return { cutouts, numbers, _, chance in
      var pictures = run.loaded.pictures(cutouts)
      if let augmentation = configuration.augmentation {
        pictures = augmentation(pictures, using: chance.onHost)
      }
      let mixup =
        configuration.mixup > 0
        ? Mixup(alpha: configuration.mixup, using: &chance.choices) : Mixup.none
      let shapes = configuration.includesShape ? mixup(run.loaded.shapes(cutouts)) : nil
      let logits = run.network(mixup(pictures), shapes: shapes, .training(chance.onDevice))
      return mixup.crossEntropy(
        logits, targets.selected(0, numbers), smoothing: configuration.labelSmoothing)
    }
  }

  /// The scale of the measured shapes over the training set, or 16,384 of it.
  private func measureShapes(
    _ training: any CutoutSource, _ run: TrainingRun<ClassifierConfiguration>
  ) throws {
    var moments = ColumnMoments()
    try run.loaded.forEachBatch(of: training.thinned(to: 16_384)) { _, batch in
      moments.add(run.loaded.shapes(batch))
    }
    inferring { run.network.standardiseShapes(moments) }
  }

  /// Accuracy and mean negative log-likelihood of the true class.
  private static func figures(
    _ probabilities: ClassProbabilities, _ labels: [Int]
  ) -> [String: Double] {
    let hits = zip(probabilities.predictions, labels).count { $0 == $1 }
    return [
      "validationAccuracy": Double(hits) / Double(labels.count),
      "validationLoss": probabilities.logLoss(truth: labels),
    ]
  }
}
