/// A part of the way whose speed can be measured.
package enum BenchStage: String, CaseIterable, Sendable {
  case simulate
  case decode
  case store
  case read
  case trainEmbedder = "train-embedder"
  case trainScorer = "train-scorer"
  case trainClassifier = "train-classifier"
  case embed
  /// The network's part of `embed`, without the measured shape.
  case encode
  case score
  case classify
  /// Pixels out of a store, class probabilities back into it.
  case classifyStore = "classify-store"
  /// The head's fit to 500 answers, its probabilities, and the order.
  case rank
  /// The order alone, by new interest weights.
  case weigh

  /// Whether the stage works on pictures; the others need only their features.
  package var needsPictures: Bool { self != .rank && self != .weigh }
}

/// How fast a stage went.
package struct BenchRate: Codable, Sendable {
  /// The stage, as its option names it.
  package let name: String
  /// Images that it worked on.
  package let images: Int
  /// How long it took.
  package let seconds: Double
  /// Images a second.
  package let imagesPerSecond: Double
}
