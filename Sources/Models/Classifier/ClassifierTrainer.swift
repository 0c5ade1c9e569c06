private import Evaluation
private import Layers
private import Tensors

/// Trains the supervised classifier on labelled cutouts, and calibrates it on the validation set.
package struct ClassifierTrainer: Sendable {
  package let options: TrainingOptions
  /// Bytes in which measured shapes may be kept.
  var shapeMemory: Int

  package init(_ options: TrainingOptions) {
    self.options = options
    shapeMemory = options.memory / 4
  }

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
    let shapes = run.configuration.shapeColumns > 0 ? try measuredShapes(training, run) : nil
    let isHeldOut = validation.count > 0
    let held = isHeldOut ? validation : training
    let heldShapes = isHeldOut ? try heldOutShapes(validation, beside: training, run) : shapes
    let loss = try loss(labels, training, shapes, run)
    let outcome = try run.learn(
      loss: loss,
      validate: {
        // One view here: all eight are for the final figures.
        let probabilities = try classifier.uncalibrated(held, views: 1, known: heldShapes)
        return Self.figures(probabilities, isHeldOut ? validationLabels : labels)
      })
    var settled = run.configuration
    if isHeldOut {
      settled.temperature = TemperatureScaling.fitted(
        try classifier.uncalibrated(
          validation, views: run.configuration.averagesSymmetries ? 8 : 1, known: heldShapes),
        truth: validationLabels)
    }
    return try run.model(
      of: outcome, as: settled, figures: ["temperature": settled.temperature])
  }

  /// Cross-entropy on augmented and, where wanted, mixed pictures.
  ///
  /// - Parameter known: the training set's measured shapes; without, those of a batch are looked up or
  ///   measured.
  private func loss(
    _ labels: [Int], _ training: any CutoutSource, _ known: Tensor?,
    _ run: TrainingRun<ClassifierConfiguration>
  ) throws -> (Tensor, Tensor, Double, EpochChance) throws -> Tensor {
    let configuration = run.configuration
    let columns = configuration.shapeColumns
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
      func shapes() throws -> Tensor {
        if let known { return known.selected(0, numbers) }
        let batch = CutoutBatch(
          source: training, numbers: numbers.array(of: Int64.self).map(Int.init), cutouts: cutouts)
        return try run.loaded.shapes(batch, columns: columns)
      }
      let logits = run.network(
        mixup(pictures), shapes: columns > 0 ? mixup(try shapes()) : nil,
        .training(chance.onDevice))
      return mixup.crossEntropy(
        logits, targets.selected(0, numbers), smoothing: configuration.labelSmoothing)
    }
  }

  /// Measures the training set's shapes and hands their scale to the network.
  ///
  /// Measuring takes longer than a step of learning does, and a shape is the same in every epoch. So
  /// they are kept where they fit, in a quarter of what the cutouts may take; of a larger survey
  /// 16,384 give the scale, and those of each batch are looked up or measured as it is learned from.
  ///
  /// - Returns: the shapes [N, columns], nil where there are too many to keep.
  private func measuredShapes(
    _ training: any CutoutSource, _ run: TrainingRun<ClassifierConfiguration>
  ) throws -> Tensor? {
    let columns = run.configuration.shapeColumns
    let isKept = shapeBytes(training, run) <= shapeMemory
    var rows: [Tensor] = []
    var moments = ColumnMoments()
    try run.loaded.forEachBatch(of: isKept ? training : training.thinned(to: 16_384)) {
      let shapes = try run.loaded.shapes($1, columns: columns)
      moments.add(shapes)
      if isKept { rows.append(shapes) }
    }
    inferring { run.network.standardiseShapes(moments) }
    // Outside of inference mode, for what is made in it never meets autograd.
    return isKept ? .concatenated(rows, along: 0) : nil
  }

  /// The validation set's measured shapes, which every epoch looks at.
  ///
  /// - Returns: the shapes [N, columns], nil where the network sees none or they do not fit beside the
  ///   training set's.
  private func heldOutShapes(
    _ validation: any CutoutSource, beside training: any CutoutSource,
    _ run: TrainingRun<ClassifierConfiguration>
  ) throws -> Tensor? {
    let columns = run.configuration.shapeColumns
    guard columns > 0,
      shapeBytes(training, run) + shapeBytes(validation, run) <= shapeMemory
    else { return nil }
    var rows: [Tensor] = []
    try run.loaded.forEachBatch(of: validation) {
      rows.append(try run.loaded.shapes($1, columns: columns))
    }
    return .concatenated(rows, along: 0)
  }

  private func shapeBytes(
    _ cutouts: any CutoutSource, _ run: TrainingRun<ClassifierConfiguration>
  ) -> Int {
    cutouts.count * run.configuration.shapeColumns * MemoryLayout<Float>.stride
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
