/// Novelty by loneliness: how far a galaxy's nearest neighbours lie in embedding space.
package enum NeighbourNovelty {
  /// Mean Euclidean distance of every row to its `k` nearest rows of an evenly spaced subsample.
  ///
  /// Blocked brute force over all cores; at most `referenceLimit` rows are held against each
  /// galaxy, so that the cost grows linearly with the survey. A galaxy is never its own neighbour.
  /// Standardise the features first. With fewer than `k` others, all of them count.
  package static func nearestNeighbourDistance(
    _ features: FeatureMatrix, k: Int = 5, referenceLimit: Int = 4_096
  ) throws(HuntingError) -> [Float] {
    guard k > 0 else { throw .invalidSetting(name: "k", reason: "it counts neighbours, from 1") }
    guard referenceLimit > k else {
      throw .invalidSetting(name: "referenceLimit", reason: "it must exceed the neighbours asked")
    }
    let columns = features.columns
    let chosen = features.evenlySpacedRows(limit: referenceLimit)
    let reference = features.gathering(chosen)
    let referenceNorms = squaredNorms(reference)
    guard chosen.count > 1, columns > 0 else { return features.values.isEmpty ? [] : [0] }
    return [Float](unsafeUninitializedCapacity: features.rows) { buffer, count in
      nonisolated(unsafe) let output = buffer
      features.values.withUnsafeBufferPointer { rows in
        reference.values.withUnsafeBufferPointer { others in
          nonisolated(unsafe) let rows = rows.baseAddress!
          nonisolated(unsafe) let others = others.baseAddress!
          Parallel.forEachBlock(of: features.rows, size: 64) { block in
            for row in block {
              let vector = rows + row * columns
              let norm = VectorKernels.dot(vector, vector, count: columns)
              // The nearest so far, ascending; insertion beats a heap for a handful.
              var nearest: [Float] = []
              for index in chosen.indices where chosen[index] != row {
                let dot = VectorKernels.dot(vector, others + index * columns, count: columns)
                let distance = max(0, norm + referenceNorms[index] - 2 * dot)
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

  private static func squaredNorms(_ features: FeatureMatrix) -> [Float] {
    (0..<features.rows).map { row in features[row].reduce(0) { $0 + $1 * $1 } }
  }
}
