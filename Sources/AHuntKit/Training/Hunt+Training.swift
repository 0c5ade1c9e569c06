package import Models

/// A training that is to be done.
public struct TrainingRequest: Sendable {
  /// The model that is to learn.
  public var kind: TrainableKind
  /// The named settings to train with.
  public var preset = "seed"
  /// Epochs; nil takes the preset's.
  public var epochs: Int?
  /// Cutouts per step; nil takes the preset's.
  public var batchSize: Int?
  /// Peak of the one-cycle learning rate; nil takes the preset's.
  public var learningRate: Double?
  /// Epochs without a better validation loss after which to stop; nil runs them all.
  public var patience: Int?
  /// Name of the catalog to train on; nil takes all.
  public var catalog: String?
  /// Most galaxies to train on, evenly taken; nil takes all.
  public var limit: Int?
  /// Megabytes to keep cutouts in; a larger set is read from the hunt as it is learned from.
  public var memory: Int = Self.usualMemory
  /// Whether to go on after the last epoch that a broken-off run of the same training has done.
  public var isResuming = false
  /// The switches of the classifier's regularisers; other models have none.
  package var regularisation = Regularisation()

  /// A training with the settings of the default preset.
  public init(_ kind: TrainableKind) { self.kind = kind }

  /// Megabytes for cutouts where nothing else is said: 1,024, or a quarter of the machine's memory
  /// where that is less.
  public static let usualMemory = TrainingOptions.usualMemory >> 20
}

/// A finished training.
public struct TrainingSummary: Sendable, Equatable {
  /// The model's number in the hunt.
  public let model: Int64
  /// What it is.
  public let kind: TrainableKind
  /// Epochs done.
  public let epochs: Int
  /// Seconds they took, those of earlier runs included; 0 where the model was there already.
  public let seconds: Double
  /// Throughput of the training steps, cutouts per second.
  public let imagesPerSecond: Double
  /// Metrics of the epoch that was kept, and, of a classifier, on its test galaxies.
  public let metrics: [String: Double]
}

extension Hunt {
  /// Trains a model on the survey and stores it.
  ///
  /// After every epoch a checkpoint is stored; a training that stops at any moment goes on after
  /// the last whole epoch where `isResuming` is set.
  ///
  /// - Throws: `HuntError.noGalaxies`, `.tooFewKnownClasses`, `.diverged`, `.interrupted`; an error
  ///   of the engine or of the models.
  @discardableResult
  public func train(
    _ request: TrainingRequest, engine: EngineSettings = EngineSettings(),
    activity: Activity = Activity()
  ) throws -> TrainingSummary {
    try ModelTraining(store, request, engine: engine, activity: activity).train()
  }

  /// Trains one model of each kind; without known classes there is no classifier.
  ///
  /// - Parameters:
  ///   - request: the settings of all; its kind is passed over.
  ///   - engine: device, threads, arithmetic and seed.
  ///   - activity: what is told how far the call is, and may stop it.
  /// - Throws: As ``train(_:engine:activity:)``; models that were trained before stay.
  public func trainAll(
    _ request: TrainingRequest, engine: EngineSettings = EngineSettings(),
    activity: Activity = Activity()
  ) throws -> [TrainingSummary] {
    try TrainableKind.allCases.compactMap { kind in
      var request = request
      request.kind = kind
      let training = try ModelTraining(store, request, engine: engine, activity: activity)
      guard kind != .classifier || training.data.classNames.count > 1 else {
        activity.note(.noClassifier)
        return nil
      }
      return try training.train()
    }
  }
}
