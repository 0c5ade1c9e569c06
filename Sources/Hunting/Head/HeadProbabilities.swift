package import Vocabulary

/// What the head believes of each galaxy: one share per class of the person, and the reserve.
///
/// Kept apart from the interests, so that new weights re-rank without any training:
/// ```swift
/// let score = probabilities.interestScore(weights: [1, 0, 2])
/// let ranking = descendingOrder(ofScores: score)
/// ```
package struct HeadProbabilities: Sendable, Equatable {
  /// Numbers of the person's classes, in their order, without the reserve.
  package let classes: [HuntClass.ID]
  /// Whether each class has answers; a class without any has probability 0 everywhere.
  package let isTrained: [Bool]
  /// Galaxies.
  package let rows: Int
  /// `rows` × (`classes.count` + 1) shares, row-major, each row adding up to 1.
  package let values: [Float]

  /// Outputs a row: one a class, and the reserve.
  package var stride: Int { classes.count + 1 }

  /// Shares as a head writes them: per galaxy every class, then the reserve.
  package init(classes: [HuntClass.ID], isTrained: [Bool], rows: Int, values: [Float]) {
    precondition(isTrained.count == classes.count, "one flag a class")
    precondition(values.count == rows * (classes.count + 1), "one share a class and the reserve")
    self.classes = classes
    self.isTrained = isTrained
    self.rows = rows
    self.values = values
  }

  /// Share of one class for one galaxy.
  package func probability(_ row: Int, _ classIndex: Int) -> Float {
    values[row * stride + classIndex]
  }

  /// How likely the galaxy is nothing that was answered so far, in 0...1.
  package func reserve(_ row: Int) -> Float {
    values[row * stride + classes.count]
  }

  /// The reserve of every galaxy.
  package var reserves: [Float] { (0..<rows).map { reserve($0) } }

  /// All shares of one galaxy, the reserve last.
  package subscript(row: Int) -> ArraySlice<Float> {
    values[row * stride..<(row + 1) * stride]
  }

  /// Σ_c w_c p_c for every galaxy; weights are in the order of the classes.
  package func interestScore(weights: [Float]) -> [Float] {
    precondition(weights.count == classes.count, "one weight a class")
    let stride = stride
    return [Float](unsafeUninitializedCapacity: rows) { buffer, count in
      nonisolated(unsafe) let output = buffer
      values.withUnsafeBufferPointer { buffer in
        nonisolated(unsafe) let shares = buffer
        Parallel.forEachBlock(of: rows, size: 65_536) { block in
          for row in block {
            var sum: Float = 0
            for index in weights.indices { sum += weights[index] * shares[row * stride + index] }
            output[row] = sum
          }
        }
      }
      count = rows
    }
  }
}
