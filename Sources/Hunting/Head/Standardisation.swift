/// Per-column mean and standard deviation of a survey's features.
package struct Standardisation: Codable, Sendable, Equatable {
  /// One mean a column.
  package let mean: [Float]
  /// Reciprocal standard deviations; zero for a constant column, which then carries nothing.
  package let inverseDeviation: [Float]

  /// A scale measured elsewhere; one deviation a mean.
  package init(mean: [Float], inverseDeviation: [Float]) {
    precondition(mean.count == inverseDeviation.count, "one deviation a mean")
    self.mean = mean
    self.inverseDeviation = inverseDeviation
  }

  /// Measures every row, or evenly spaced ones beyond `limit`; population deviations.
  package init(of features: FeatureMatrix, limit: Int = 65_536) {
    let chosen = features.evenlySpacedRows(limit: limit)
    var sum = [Double](repeating: 0, count: features.columns)
    for row in chosen {
      let start = row * features.columns
      for column in 0..<features.columns { sum[column] += Double(features.values[start + column]) }
    }
    let count = Double(max(1, chosen.count))
    let mean = sum.map { $0 / count }
    var squares = [Double](repeating: 0, count: features.columns)
    for row in chosen {
      let start = row * features.columns
      for column in 0..<features.columns {
        let difference = Double(features.values[start + column]) - mean[column]
        squares[column] += difference * difference
      }
    }
    self.init(
      mean: mean.map(Float.init),
      inverseDeviation: zip(squares, mean).map { square, mean in
        let deviation = (square / count).squareRoot()
        // Rounding leaves a constant column with a deviation near zero instead of zero.
        return deviation > 1e-6 * max(1e-6, abs(mean)) ? Float(1 / deviation) : 0
      })
  }

  /// Every column with mean 0 and deviation 1 over the rows that were measured.
  package func applied(to features: FeatureMatrix) -> FeatureMatrix {
    precondition(features.columns == mean.count, "standardisation of another number of columns")
    let columns = features.columns
    let values = [Float](unsafeUninitializedCapacity: features.values.count) { buffer, count in
      nonisolated(unsafe) let output = buffer
      features.values.withUnsafeBufferPointer { buffer in
        nonisolated(unsafe) let input = buffer
        Parallel.forEachBlock(of: features.rows, size: 4_096) { rows in
          for row in rows {
            for column in 0..<columns {
              let index = row * columns + column
              output[index] = (input[index] - mean[column]) * inverseDeviation[column]
            }
          }
        }
      }
      count = features.values.count
    }
    return FeatureMatrix(rows: features.rows, columns: columns, values: values)
  }
}
