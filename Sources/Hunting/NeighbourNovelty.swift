/// Novelty by loneliness: how far a galaxy's nearest neighbours lie in embedding space.
///
/// Galaxies are held against an evenly spaced subsample of the survey, so that the cost grows
/// linearly with it and the survey itself may come in parts.
///
/// ```swift
/// let novelty = NeighbourNovelty(reference: sample, rows: rowsOfTheSample)
/// for part in parts { scores += novelty.distances(of: part.features, from: part.firstRow) }
/// ```
package struct NeighbourNovelty: Sendable {
  /// Galaxies of a survey that are enough to stand for it.
  package static let usualReference = 4_096

  private let reference: FeatureMatrix
  private let rows: [Int]
  private let norms: [Float]

  /// The subsample, with the row of the survey that each of its galaxies is.
  package init(reference: FeatureMatrix, rows: [Int]) {
    precondition(reference.rows == rows.count, "each galaxy of the reference is one row")
    self.reference = reference
    self.rows = rows
    norms = (0..<reference.rows).map { row in reference[row].reduce(0) { $0 + $1 * $1 } }
  }

  /// Mean Euclidean distance of every row to its `k` nearest rows of an evenly spaced subsample.
  ///
  /// At most `referenceLimit` rows are held against each galaxy. Standardise the features first.
  package static func nearestNeighbourDistance(
    _ features: FeatureMatrix, k: Int = 5, referenceLimit: Int = usualReference
  ) throws(HuntingError) -> [Float] {
    guard referenceLimit > k else {
      throw .invalidSetting(name: "referenceLimit", reason: "it must exceed the neighbours asked")
    }
    let chosen = features.evenlySpacedRows(limit: referenceLimit)
    return try NeighbourNovelty(reference: features.gathering(chosen), rows: chosen)
      .distances(of: features, k: k)
  }

  /// Mean Euclidean distance of every galaxy to its `k` nearest in the reference.
  ///
  /// Blocked brute force over all cores. A galaxy is never its own neighbour. With fewer than `k`
  /// others, all of them count; with none, the distance is 0.
  ///
  /// - Parameter firstRow: the row of the survey that the first of the features is.
  package func distances(
    of features: FeatureMatrix, from firstRow: Int = 0, k: Int = 5
  ) throws(HuntingError) -> [Float] {
    guard k > 0 else { throw .invalidSetting(name: "k", reason: "it counts neighbours, from 1") }
    let columns = features.columns
    guard rows.count > 1, columns > 0 else {
      return [Float](repeating: 0, count: features.values.isEmpty ? 0 : features.rows)
    }
    return [Float](unsafeUninitializedCapacity: features.rows) { buffer, count in
      nonisolated(unsafe) let output = buffer
      features.values.withUnsafeBufferPointer { vectors in
        reference.values.withUnsafeBufferPointer { others in
          nonisolated(unsafe) let vectors = vectors.baseAddress!
          nonisolated(unsafe) let others = others.baseAddress!
          Parallel.forEachBlock(of: features.rows, size: 64) { block in
            for row in block {
              let vector = vectors + row * columns
              let norm = VectorKernels.dot(vector, vector, count: columns)
              // The nearest so far, ascending; insertion beats a heap for a handful.
              var nearest: [Float] = []
              for index in rows.indices where rows[index] != firstRow + row {
                let dot = VectorKernels.dot(vector, others + index * columns, count: columns)
                let distance = max(0, norm + norms[index] - 2 * dot)
                if nearest.count == k && distance >= nearest[k - 1] { continue }
                if nearest.count == k { nearest.removeLast() }
                let place = nearest.firstIndex { $0 > distance } ?? nearest.count
                nearest.insert(distance, at: place)
              }
              let sum = nearest.reduce(Float(0)) { $0 + $1.squareRoot() }
              output[row] = sum / Float(nearest.count)
            }
          }
        }
      }
      count = features.rows
    }
  }
}
