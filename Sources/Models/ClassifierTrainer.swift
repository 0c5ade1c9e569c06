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
    _ training: CutoutSet, labels: [Int], validation: CutoutSet, validationLabels: [Int],
    classNames: [String]
  ) throws -> TrainedModel {
    precondition(training.count == labels.count && validation.count == validationLabels.count)
    guard training.count >= 2 else { throw ModelError.tooFew(found: training.count, needed: 2) }
    var configuration = try ClassifierConfiguration(preset: options.preset, size: training.size)
    configuration.classNames = classNames
    configuration.preprocessing = Preprocessing(measuring: training)
    configuration.epochs = options.epochs ?? configuration.epochs
    configuration.batchSize = options.batchSize ?? configuration.batchSize
    configuration.learningRate = options.learningRate ?? configuration.learningRate

    let random = RandomState(seed: options.seed, device: options.device)
    let views = RandomState(seed: options.seed ^ 0x5bd1_e995)
    let module = configuration.makeModule(using: random)
    let source = try BatchSource(
      training, batchSize: configuration.batchSize, device: options.device)
    let targets = try Tensor(
      labels.map(Int64.init), shape: [labels.count], device: options.device)
    let outcome = try TrainingLoop(
      module: module, source: source, epochs: configuration.epochs,
      learningRate: configuration.learningRate, weightDecay: configuration.weightDecay,
      random: random, options: options
    ).run(
      loss: { bytes, indices, _ in
        var pictures = configuration.preprocessing(bytes)
        if let augmentation = configuration.augmentation {
          pictures = augmentation(pictures, using: views)
        }
        let logits = module(pictures, .training(random))
        return Losses.crossEntropy(
          logits, targets.selected(0, indices), smoothing: configuration.labelSmoothing)
      },
      validate: {
        // One view here: all eight are for the final figures.
        var quick = configuration
        quick.averagesSymmetries = false
        let classifier = Classifier(quick, module, options.device, options.precision)
        let held = validation.count > 0 ? validation : training
        let truth = validation.count > 0 ? validationLabels : labels
        return Self.figures(try classifier.probabilities(held), truth, classNames.count)
      },
      rating: { -($0["validationLoss"] ?? 0) })
    return TrainedModel(
      kind: .classifier, preset: configuration.preset, seed: options.seed,
      configuration: try stableJSON(configuration), metrics: outcome.best.values,
      history: outcome.history, weights: try Safetensors.encode(module.state).map { $0 },
      seconds: outcome.seconds, imagesPerSecond: outcome.imagesPerSecond)
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
      loss -= Double(max(own[own.startIndex + label], 1e-12)).logarithm
    }
    let count = Double(labels.count)
    return ["validationAccuracy": Double(hits) / count, "validationLoss": loss / count]
  }
}
