private import Evaluation
private import Foundation
package import Hunting
private import Layers
private import Tensors

/// Trains encoders end to end on a person's answers, with FixMatch on the galaxies nobody named.
///
/// An easy view of an unlabelled galaxy, seen by the average of the weights so far, says what it is;
/// where that is confident enough, a hard view of the same galaxy has to be recognised as that (Sohn
/// et al. 2020). Two monitors look on: when the pseudo-labels go astray, the rest of the training
/// is on the answers alone; when held-out answers do, the training ends and is of no use.
package struct FinetuneTrainer {
  package let data: FinetuneData
  package let configuration: FinetuneConfiguration
  let options: TrainingOptions
  /// The embedder's encoder.
  private let encoder: [String: Tensor]
  let sample: FinetuneSample

  /// Reads the cutouts, which are few enough to lie on the device.
  ///
  /// - Parameters:
  ///   - embedder: the settings of the embedder whose vectors these are, and its weights.
  ///   - adjust: sets what the person wants otherwise.
  package init(
    _ data: FinetuneData, embedder: (configuration: String, weights: [UInt8]),
    options: TrainingOptions, adjust: (inout FinetuneConfiguration) -> Void = { _ in }
  ) throws {
    self.data = data
    self.options = options
    let parent = try EmbedderConfiguration(json: embedder.configuration)
    var configuration = FinetuneConfiguration(size: parent.size)
    configuration.preprocessing = parent.preprocessing
    configuration.vectorLength = data.answerVectors.columns
    configuration.settle(data.classNames, labels: data.labels)
    adjust(&configuration)
    configuration.epochs = options.epochs ?? configuration.epochs
    self.configuration = configuration
    encoder = try Safetensors.decode(Data(embedder.weights), device: options.device)
      .unprefixed("vae.encoder.")
    sample = try FinetuneSample(data, configuration, options)
  }

  /// Steps of a committee.
  package func steps(_ folds: AnswerFolds) -> Int {
    folds.count * configuration.epochs * configuration.stepsPerEpoch
  }

  /// One network for each part of the answers, which learns the others.
  ///
  /// - Parameters:
  ///   - expected: for each part, the share of the survey that a head which did not learn it gives
  ///     to each class.
  ///   - done: steps of committees before this one, `total` those of all, for the observer.
  /// - Throws: `ModelError.interrupted`.
  package func committee(
    from start: FinetuneConfiguration.Start, folds: AnswerFolds, expected: [[Double]],
    done: Int = 0, of total: Int? = nil
  ) throws -> FinetunedCommittee {
    precondition(folds.parts.count == data.labels.count && expected.count == folds.count)
    let begin = ContinuousClock.now
    var configuration = configuration
    configuration.start = start
    var news = StepNews(
      options.observer, steps: total ?? steps(folds), epochs: configuration.epochs)
    var state: [String: Tensor] = [:]
    var histories: [[EpochMetrics]] = []
    var alerts: [String] = []
    var collapse: String?
    let classes = data.classNames.count
    var heldOut = [Double](repeating: 1 / Double(classes), count: data.labels.count * classes)
    for part in 0..<folds.count where collapse == nil {
      let run = try FinetuneRun(
        sample, configuration, options, encoder: start == .warm ? encoder : nil,
        learned: folds.learned(without: part), held: folds.held(part), expected: expected[part],
        seed: Self.seed(options.seed, start, part))
      let stepsBefore = done + part * configuration.epochs * configuration.stepsPerEpoch
      try run.learn(&news, stepsBefore: stepsBefore)
      histories.append(run.history)
      for alert in run.alerts where !alerts.contains(alert) { alerts.append(alert) }
      collapse = run.collapse
      for (place, row) in folds.held(part).enumerated() {
        heldOut.replaceSubrange(
          row * classes..<(row + 1) * classes, with: run.heldOut.row(place))
      }
      state.merge(run.member.snapshot().prefixed("members.\(part).")) { $1 }
    }
    configuration.members = folds.count
    return FinetunedCommittee(
      configuration: configuration,
      weights: collapse == nil ? [UInt8](try Safetensors.encode(state)) : [],
      heldOut: ClassProbabilities(classCount: classes, values: heldOut),
      history: EpochMetrics.means(of: histories), alerts: alerts, collapse: collapse,
      seconds: begin.secondsToNow, imagesPerSecond: news.imagesPerSecond)
  }

  /// A seed of its own for every member.
  private static func seed(
    _ seed: UInt64, _ start: FinetuneConfiguration.Start, _ part: Int
  ) -> UInt64 {
    var mixer = SeededGenerator(
      seed: seed &+ UInt64(2 * part + (start == .warm ? 1 : 2)) &* 0x94d0_49bb_1331_11eb)
    return mixer.next()
  }
}

extension EpochMetrics {
  /// The mean of trainings that went on side by side; keys that one of them lacks are left out.
  static func means(of histories: [[EpochMetrics]]) -> [EpochMetrics] {
    let count = histories.map(\.count).min() ?? 0
    return (0..<count).map { epoch in
      let side = histories.map { $0[epoch] }
      let keys = side[0].values.keys.filter { key in side.allSatisfy { $0.values[key] != nil } }
      return EpochMetrics(
        epoch: epoch + 1, seconds: side.reduce(0) { $0 + $1.seconds },
        values: Dictionary(
          uniqueKeysWithValues: keys.map { key in
            (key, side.reduce(0) { $0 + $1.values[key]! } / Double(side.count))
          }))
    }
  }
}
