internal import CKernels

/// How alike two galaxies are: (1 + β·x·z / s²) / (1 + |x − z|² / ℓ²), x and z from the survey's mean.
///
/// At β = 0 the rational quadratic kernel with α = 1 (Rasmussen & Williams 2006, eq. 4.19): a mixture
/// of Gaussians of all widths, so that no width has to be chosen. ℓ² is the survey's median squared
/// distance. Above 0 the product with a linear kernel, s² being the mean squared distance from the
/// mean: directions count beside neighbourhoods, and what lies far from all is like nothing still.
struct RationalQuadratic: Sendable, Equatable {
  /// Rows from which the scales are measured, every pair of them.
  private static let sample = 512

  /// ℓ².
  let squaredLength: Float
  /// s².
  let squaredScale: Float
  /// Where directions are counted from.
  private let mean: [Float]

  /// Reads mean and scales off the survey.
  init(of features: FeatureMatrix) {
    let rows = features.gathering(features.evenlySpacedRows(limit: Self.sample))
    var distances: [Float] = []
    distances.reserveCapacity(rows.rows * rows.rows / 2)
    for first in 0..<rows.rows {
      for second in 0..<first { distances.append(rows.squaredDistance(first, second)) }
    }
    let places = distances.ascendingPlaces
    let median = places.isEmpty ? 0 : distances[places[places.count / 2]]
    squaredLength = median > 0 ? median : 1
    let count = Double(max(1, rows.rows))
    let mean = (0..<rows.columns).map { column in
      Float(
        (0..<rows.rows).reduce(0) { $0 + Double(rows.values[$1 * rows.columns + column]) } / count)
    }
    let scale =
      Self.centred(rows, mean).values.reduce(0) { $0 + Double($1) * Double($1) } / count
    squaredScale = scale > 0 ? Float(scale) : 1
    self.mean = mean
  }

  /// The rows, their origin at the survey's mean.
  func centred(_ rows: FeatureMatrix) -> FeatureMatrix { Self.centred(rows, mean) }

  private static func centred(_ rows: FeatureMatrix, _ mean: [Float]) -> FeatureMatrix {
    var result = rows
    result.values.withUnsafeMutableBufferPointer { values in
      for row in 0..<rows.rows {
        for column in 0..<rows.columns { values[row * rows.columns + column] -= mean[column] }
      }
    }
    return result
  }

  /// The kernel between every row and every inducing point, both centred, row-major.
  func matrix(_ rows: FeatureMatrix, _ points: FeatureMatrix, slope: Double) -> [Double] {
    precondition(rows.columns == points.columns)
    let (count, columns) = (points.rows, rows.columns)
    let share = Float(slope) / squaredScale
    var result = [Double](repeating: 0, count: rows.rows * count)
    result.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: rows.rows, size: 32) { block in
        rows.values.withUnsafeBufferPointer { x in
          points.values.withUnsafeBufferPointer { y in
            for row in block {
              let own = x.baseAddress! + row * columns
              for other in 0..<count {
                let theirs = y.baseAddress! + other * columns
                let distance = VectorKernels.squaredDistance(own, theirs, count: columns)
                var value = squaredLength / (squaredLength + distance)
                if share > 0 {
                  value *= 1 + share * VectorKernels.dot(own, theirs, count: columns)
                }
                output[row * count + other] = Double(value)
              }
            }
          }
        }
      }
    }
    return result
  }
}
