internal import Foundation
import Hunting
private import Layers
private import Tensors
package import Vocabulary

/// Tries a model that somebody else wrote, before it is stored.
package enum ModelTrial {
  /// Loads the model and looks at two made-up cutouts with it.
  ///
  /// - Throws: `ModelError.configuration` or `.setting`, or `LayerError.checkpoint` where the parts do
  ///   not fit or give numbers that are none; `TensorError.notInstalled` without the engine.
  package static func run(_ kind: ModelKind, configuration json: String, weights: [UInt8]) throws {
    try Engine.load()
    switch kind {
    case .embedder:
      let model = try Embedder(configuration: json, weights: weights, precision: .float32)
      let (vectors, densities) = try model.embed(cutouts(model.configuration))
      try check(vectors + densities)
    case .scorer:
      let model = try Scorer(configuration: json, weights: weights, precision: .float32)
      let (plain, weighted) = try model.errors(cutouts(model.configuration))
      try check(plain + weighted)
    case .classifier:
      let model = try Classifier(configuration: json, weights: weights, precision: .float32)
      try check(try model.probabilities(cutouts(model.configuration)))
    case .finetuned:
      let model = try FinetunedNetwork(configuration: json, weights: weights, precision: .float32)
      let length = model.configuration.vectorLength
      try model.forEachVotes(
        of: cutouts(model.configuration),
        vectors: { range in
          FeatureMatrix(
            rows: range.count, columns: length,
            values: [Float](repeating: 0, count: range.count * length))
        }, batchSize: 2
      ) { _, probabilities in try check(probabilities) }
    }
  }

  private static func check(_ numbers: [Float]) throws(LayerError) {
    guard numbers.allSatisfy(\.isFinite) else {
      throw .checkpoint("what it says of a galaxy is no finite number")
    }
  }

  /// One that is black, and one that has every level.
  private static func cutouts(_ configuration: some ModelConfiguration) -> CutoutSet {
    let count = configuration.size * configuration.size * 3
    switch configuration.preprocessing.format {
    case .uint8:
      let ramp = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      return CutoutSet(
        size: configuration.size, pixels: [UInt8](repeating: 0, count: count) + ramp)
    case .float32:
      let ramp = (0..<count).map {
        Float(configuration.preprocessing.softening[$0 % 3]) * Float($0 % 256 - 50) / 20
      }
      return CutoutSet(
        size: configuration.size, values: [Float](repeating: 0, count: count) + ramp)
    }
  }
}
