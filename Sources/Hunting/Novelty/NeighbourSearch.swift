/// Exact search for a galaxy's nearest in a sample of the survey, blocked over all cores.
struct NeighbourSearch: Sendable {
  struct Neighbour: Equatable {
    /// Row of the sample.
    let index: Int
    /// Euclidean distance.
    let distance: Float
  }

  let sample: FeatureMatrix
  /// The row of the survey that each galaxy of the sample is.
  let rows: [Int]
  private let norms: [Float]

  init(sample: FeatureMatrix, rows: [Int]) {
    precondition(sample.rows == rows.count, "each galaxy of the sample is one row")
    self.sample = sample
    self.rows = rows
    norms = (0..<sample.rows).map { row in sample[row].reduce(0) { $0 + $1 * $1 } }
  }

  /// The `k` nearest of each galaxy, the nearest first, itself left out; all others where they are fewer.
  ///
  /// - Parameter firstRow: the row of the survey that the first of the features is.
  func nearest(_ features: FeatureMatrix, from firstRow: Int, k: Int) -> [[Neighbour]] {
    let columns = features.columns
    guard columns > 0 else { return Array(repeating: [], count: features.rows) }
    return [[Neighbour]](unsafeUninitializedCapacity: features.rows) { buffer, count in
      nonisolated(unsafe) let output = buffer.baseAddress
      features.values.withUnsafeBufferPointer { vectors in
        sample.values.withUnsafeBufferPointer { others in
          nonisolated(unsafe) let vectors = vectors.baseAddress
          nonisolated(unsafe) let others = others.baseAddress
          Parallel.forEachBlock(of: features.rows, size: 64) { block in
            for row in block {
              let found = nearest(
                vectors! + row * columns, others, columns, without: firstRow + row, k: k)
              (output! + row).initialize(to: found)
            }
          }
        }
      }
      count = features.rows
    }
  }

  private func nearest(
    _ vector: UnsafePointer<Float>, _ others: UnsafePointer<Float>?, _ columns: Int,
    without own: Int, k: Int
  ) -> [Neighbour] {
    let norm = VectorKernels.dot(vector, vector, count: columns)
    // The nearest so far, ascending, by squared distance; insertion beats a heap for a handful.
    var places: [Int] = []
    var squares: [Float] = []
    for index in rows.indices where rows[index] != own {
      let dot = VectorKernels.dot(vector, others! + index * columns, count: columns)
      let square = max(0, norm + norms[index] - 2 * dot)
      if squares.count == k {
        if square >= squares[k - 1] { continue }
        squares.removeLast()
        places.removeLast()
      }
      var place = squares.count
      while place > 0, squares[place - 1] > square { place -= 1 }
      squares.insert(square, at: place)
      places.insert(index, at: place)
    }
    return zip(places, squares).map { Neighbour(index: $0, distance: $1.squareRoot()) }
  }
}
