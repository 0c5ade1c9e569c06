/// Tells near-duplicates in embedding space from galaxies worth their own question.
///
/// Two galaxies are near-duplicates when they lie closer than `radiusShare` times the survey's
/// median distance to the nearest neighbour.
struct DiversityFilter: Sendable {
  /// Share of the median nearest-neighbour distance below which two galaxies count as one.
  static let radiusShare: Float = 0.35

  private let features: FeatureMatrix
  private let squaredRadius: Float
  private var accepted: [Float] = []

  /// Measures the radius; `asked` galaxies are held against new ones from the start.
  init(features: FeatureMatrix, asked: [Int]) {
    self.features = features
    squaredRadius = Self.squaredRadius(features)
    accepted = features.gathering(asked).values
  }

  /// Whether nothing accepted so far is a near-duplicate of the galaxy.
  func admits(_ galaxy: Int) -> Bool {
    let columns = features.columns
    guard columns > 0, squaredRadius > 0 else { return true }
    return accepted.withUnsafeBufferPointer { others in
      features[galaxy].withUnsafeBufferPointer { vector in
        for start in stride(from: 0, to: others.count, by: columns)
        where VectorKernels.squaredDistance(
          vector.baseAddress!, others.baseAddress! + start, count: columns) < squaredRadius
        {
          return false
        }
        return true
      }
    }
  }

  /// Holds the galaxy against all that come later.
  mutating func accept(_ galaxy: Int) {
    accepted.append(contentsOf: features[galaxy])
  }

  /// Median over a sample of the squared distance to the nearest other galaxy, times the share².
  private static func squaredRadius(_ features: FeatureMatrix) -> Float {
    let chosen = features.evenlySpacedRows(limit: 1_024)
    guard chosen.count > 1, features.columns > 0 else { return 0 }
    let sample = features.gathering(chosen)
    let probes = sample.evenlySpacedRows(limit: 192)
    let nearest = probes.map { probe in
      (0..<sample.rows).reduce(Float.infinity) { least, other in
        other == probe ? least : min(least, sample.squaredDistance(probe, other))
      }
    }.sorted()
    return nearest[nearest.count / 2] * radiusShare * radiusShare
  }
}
