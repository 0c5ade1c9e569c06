package import Hunting
package import Models

/// A finetuning that is to be done.
public struct FinetuneRequest: Sendable {
  /// Whether networks learn from unlabelled galaxies too, as far as they are sure of them.
  public var isSemiSupervised = false
  /// Epochs of 16 steps for each network; nil takes the usual number.
  public var epochs: Int?
  /// Most unlabelled galaxies to learn from, drawn at random.
  public var unlabelled = 8_192
  /// Confidence from which an unlabelled galaxy is believed; nil takes the usual one.
  public var threshold: Double?
  /// Where the encoder starts; of several the one that validates better is kept.
  package var starts: [FinetuneConfiguration.Start] = [.warm, .scratch]

  /// A finetuning on the answers alone.
  public init() {}
}

/// What a finetuning came to.
public struct FinetuneSummary: Sendable {
  /// The model's number in the hunt.
  public let model: Int64
  /// Epochs of each network.
  public let epochs: Int
  /// How long all networks took.
  public let seconds: Double
  /// Throughput of the training steps.
  public let imagesPerSecond: Double
  /// Metrics on held-out answers.
  public let metrics: [String: Double]
  /// Answers that were learned.
  public let answers: Int
  /// The start that was kept: `warm` or `scratch`.
  public let start: String
  /// How head and networks did on answers that neither had learned.
  package let verdict: FinetuneVerdict
  /// Share of the unlabelled galaxies that were believed, in the last epoch; nil without them.
  public let accepted: Double?
  /// Share of each class among those.
  public let acceptedShares: [String: Double]
  /// What went wrong, and what was done about it.
  public let alerts: [String]

  /// Whether rankings use the network from now on.
  public var isUsed: Bool { verdict.isBetter }
  /// How much it counts beside the head, in 0...1.
  public var weight: Double { verdict.isBetter ? verdict.weight : 0 }
}

extension Hunt {
  /// Trains the encoder itself on the answers; rankings use it where it orders held-out answers better.
  ///
  /// - Throws: `HuntError.tooFewAnswers`, `.alreadyFinetuned`, `.finetuningCollapsed`, `.noEmbeddings`,
  ///   `.incompleteEmbeddings`, `.interrupted`.
  public func finetune(
    _ request: FinetuneRequest = FinetuneRequest(), engine: EngineSettings = EngineSettings(),
    activity: Activity = Activity()
  ) throws -> FinetuneSummary {
    try Finetuning(self, request, engine: engine, activity: activity).run()
  }
}
