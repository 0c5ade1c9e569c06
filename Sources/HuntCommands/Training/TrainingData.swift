import Foundation
import Imaging
import Models
import Store
import Survey

/// The galaxies that a training works on, split by a hash of their object ids.
struct TrainingData {
  let store: HuntStore
  let galaxies: [GalaxyRecord]
  let parts: [DataSplit]

  /// Galaxies that a training learns from where no limit is given: what fits in 2 GB at 64×64.
  static let usualLimit = 60_000

  /// All galaxies, or those of one catalog, at most `limit` of them evenly taken.
  init(_ store: HuntStore, catalog: String? = nil, limit: Int? = nil) throws {
    self.store = store
    var galaxies = try store.galaxies(in: try catalog.map { try store.catalog(named: $0).id })
    guard !galaxies.isEmpty else {
      throw CommandFailure.failed(
        "there are no galaxies to train on: run `ahunt import SURVEY` first")
    }
    let limit = limit ?? Self.usualLimit
    if limit < galaxies.count {
      galaxies = (0..<limit).map { galaxies[$0 * galaxies.count / limit] }
    }
    self.galaxies = galaxies
    parts = DataSplit.assign(
      objectIDs: galaxies.map(\.objectID), classes: galaxies.map(\.knownClass))
  }

  /// The known classes, sorted.
  var classNames: [String] { Set(galaxies.compactMap(\.knownClass)).sorted() }

  /// A digest of which galaxies these are and what they look like.
  var digest: String {
    var bytes: [UInt8] = []
    for galaxy in galaxies { bytes += Array("\(galaxy.sha256) \(galaxy.objectID)\n".utf8) }
    return String(SHA256.hexDigest(of: bytes).prefix(16))
  }

  /// Pictures for learning without classes: all but the validation part.
  func unlabelled() throws -> (training: CutoutSet, validation: CutoutSet) {
    (
      try cutouts(of: galaxies.indices.filter { parts[$0] != .validation }),
      try cutouts(of: galaxies.indices.filter { parts[$0] == .validation })
    )
  }

  /// Pictures and class numbers of one part, galaxies without a known class left out.
  func labelled(_ part: DataSplit) throws -> LabelledCutouts {
    let numbers = Dictionary(uniqueKeysWithValues: zip(classNames, 0...))
    let chosen = galaxies.indices.filter {
      parts[$0] == part && galaxies[$0].knownClass != nil
    }
    return LabelledCutouts(
      galaxies: chosen.map { galaxies[$0] }, cutouts: try cutouts(of: chosen),
      labels: chosen.compactMap { galaxies[$0].knownClass.flatMap { numbers[$0] } })
  }

  private func cutouts(of chosen: [Int]) throws -> CutoutSet {
    guard !chosen.isEmpty else { return CutoutSet(size: 64, pixels: []) }
    return try CutoutSet(try store.pixels(of: chosen.map { galaxies[$0].id }))
  }
}

/// Pictures with the numbers of their classes.
struct LabelledCutouts {
  let galaxies: [GalaxyRecord]
  let cutouts: CutoutSet
  let labels: [Int]
}

extension CutoutSet {
  /// Stored pixels as the models take them; only square 8-bit RGB will do.
  init(_ batch: PixelBatch) throws {
    let shape = batch.shape
    guard shape.format == .uint8, shape.channels == 3, shape.width == shape.height else {
      throw CommandFailure.failed(
        "the models take square 8-bit RGB cutouts, and these are \(shape); import them as such")
    }
    guard shape.width.isMultiple(of: 16) else {
      throw CommandFailure.failed(
        "the models take cutouts whose size is a multiple of 16, and these are \(shape); "
          + "import the catalog into a new hunt with --size 64")
    }
    self.init(size: shape.width, pixels: batch.bytes)
  }
}
