public import Foundation
import Imaging
import Models
import Store

/// What embedding or scoring came to.
public struct FillingSummary: Sendable, Equatable {
  /// The model that computed it.
  public let model: Int64
  /// Galaxies that have got a result.
  public let written: Int
  /// Galaxies that had one already.
  public let skipped: Int
  /// Galaxies that got other pixels while it was computed: they have no result yet, and the next call
  /// gives them one.
  public let replaced: Int
  /// How long it took, in seconds.
  public let seconds: Double

  /// Throughput, galaxies per second.
  public var imagesPerSecond: Double { Double(written) / max(seconds, 1e-9) }
}

extension Hunt {
  /// Galaxies computed and committed together unless something else is said.
  public static let usualBatchSize = 512

  /// Gives every galaxy that lacks one a vector by an embedder, and its density under the flow.
  ///
  /// Chunks are committed as they are done, so a call that was interrupted goes on where it
  /// stopped.
  ///
  /// - Parameters:
  ///   - model: the embedder's number; the latest if nil.
  ///   - batchSize: galaxies that are computed and committed together.
  ///   - engine: device, threads, arithmetic and seed.
  ///   - activity: what is told how far the call is, and may stop it.
  /// - Throws: `HuntError.noGalaxies`, `.noModel`, `.wrongModel`, `.interrupted`; an error of the store
  ///   where a catalog is half replaced, or a stored number is none.
  @discardableResult
  public func embed(
    model: Int64? = nil, batchSize: Int = usualBatchSize,
    engine: EngineSettings = EngineSettings(), activity: Activity = Activity()
  ) throws -> FillingSummary {
    let record = try store.trained(.embedder, id: model)
    let choice = try engine.start()
    let summary = try EmbeddingJob(
      store: store, record: record, engine: choice, batchSize: batchSize, activity: activity
    ).run()
    try store.fillVotes(for: record, choice, activity)
    return summary
  }

  /// Scores how strange every galaxy is, five ways: see ``ScoreKind``.
  ///
  /// - Parameters:
  ///   - model: the scorer's number; the latest if nil.
  ///   - batchSize: galaxies that are computed and committed together.
  ///   - engine: device, threads, arithmetic and seed.
  ///   - activity: what is told how far the call is, and may stop it.
  /// - Throws: `HuntError.noGalaxies`, `.noModel`, `.wrongModel`, `.incompleteEmbeddings`,
  ///   `.interrupted`; an error of the store where a catalog is half replaced, or a stored number is
  ///   none.
  @discardableResult
  public func score(
    model: Int64? = nil, batchSize: Int = usualBatchSize,
    engine: EngineSettings = EngineSettings(), activity: Activity = Activity()
  ) throws -> FillingSummary {
    let scorer = try store.trained(.scorer, id: model)
    let embedder = try store.trained(.embedder, id: nil)
    return try ScoringJob(
      store: store, scorer: scorer, embedder: embedder, engine: try engine.start(),
      batchSize: batchSize, activity: activity
    ).run()
  }

  /// Draws galaxies that don't exist: base noise → flow → decoder, in evaluation mode.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - isPlain: whether latents are drawn from N(0, I) and not from the flow that was learned.
  ///   - model: the embedder's number; the latest if nil.
  ///   - engine: device, threads, arithmetic and seed.
  /// - Throws: `HuntError.noModel` or `.wrongModel`; an error of the engine.
  /// - Returns: The grid as a PNG, and the embedder's number; the same seed draws the same.
  public func sample(
    count: Int, isPlain: Bool = false, model: Int64? = nil,
    engine: EngineSettings = EngineSettings()
  ) throws -> (png: Data, model: Int64) {
    let record = try store.trained(.embedder, id: model)
    let embedder = try store.embedder(record, try engine.start())
    let pictures = try embedder.sample(
      count, prior: isPlain ? .plain : .flow, seed: engine.seed
    ).rasters
    let columns = Int(Double(count).squareRoot().rounded(.up))
    let sheet = ContactSheet(columns: columns, side: 64).raster(
      of: pictures.map { ContactSheet.Cell($0, captions: []) })
    return (Data(try sheet.pngData()), record.id)
  }
}

extension CutoutSet {
  /// The cutouts as pictures; those of float surveys have to be brought to 8-bit levels before.
  var rasters: [Raster] {
    precondition(format == .uint8, "pictures have 8-bit levels")
    let bytes = size * size * 3
    return (0..<count).map { index in
      Raster(
        width: size, height: size, pixels: Array(pixels[index * bytes..<(index + 1) * bytes]))
    }
  }
}
