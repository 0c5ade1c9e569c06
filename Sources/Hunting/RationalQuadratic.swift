internal import CKernels

/// How alike two galaxies are: 1 / (1 + d² / ℓ²), with ℓ² the survey's median squared distance.
///
/// The rational quadratic kernel with α = 1 (Rasmussen & Williams 2006, eq. 4.19): a mixture of
/// Gaussians of all widths, so that no width has to be chosen.
struct RationalQuadratic: Sendable, Equatable {
  /// Rows from which the length is measured, every pair of them.
  private static let sample = 512

  /// ℓ².
  let squaredLength: Float

  /// Reads the length off the survey.
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
  }

  /// The kernel between every row and every support, row-major.
  func matrix(_ rows: FeatureMatrix, _ supports: FeatureMatrix) -> [Double] {
    precondition(rows.columns == supports.columns)
    let count = supports.rows
    var result = [Double](repeating: 0, count: rows.rows * count)
    result.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: rows.rows, size: 32) { block in
        rows.values.withUnsafeBufferPointer { x in
          supports.values.withUnsafeBufferPointer { y in
            for row in block {
              for other in 0..<count {
                let distance = VectorKernels.squaredDistance(
                  x.baseAddress! + row * rows.columns, y.baseAddress! + other * rows.columns,
                  count: rows.columns)
                output[row * count + other] = Double(squaredLength / (squaredLength + distance))
              }
            }
          }
        }
      }
    }
    return result
  }
}

/// Sums of kernels about some galaxies, laid out for the inner loop.
struct KernelSums: Sendable, Equatable {
  let kernel: RationalQuadratic
  /// Features a galaxy.
  let columns: Int
  /// Sums a row.
  let sums: Int
  private let groups: Int
  private let supports: [Float]
  private let norms: [Float]
  private let coefficients: [Float]

  /// - Parameter coefficients: one vector a sum, a number for each row of `rows`.
  init(_ kernel: RationalQuadratic, about rows: FeatureMatrix, coefficients vectors: [[Float]]) {
    let lanes = Int(CK_GROUP)
    let groups = (rows.rows + lanes - 1) / lanes
    var supports = [Float](repeating: 0, count: groups * rows.columns * lanes)
    var norms = [Float](repeating: 0, count: groups * lanes)
    var coefficients = [Float](repeating: 0, count: vectors.count * groups * lanes)
    for row in 0..<rows.rows {
      let (group, lane) = (row / lanes, row % lanes)
      for (column, value) in rows[row].enumerated() {
        supports[(group * rows.columns + column) * lanes + lane] = value
        norms[row] += value * value
      }
      for (index, vector) in vectors.enumerated() {
        coefficients[index * groups * lanes + row] = vector[row]
      }
    }
    self.kernel = kernel
    columns = rows.columns
    sums = vectors.count
    self.groups = groups
    self.supports = supports
    self.norms = norms
    self.coefficients = coefficients
  }

  /// Writes the sums of `count` rows.
  func write(
    _ rows: UnsafePointer<Float>, count: Int, into outputs: UnsafeMutablePointer<Float>
  ) {
    ck_rational_quadratic_sums(
      rows, Int64(count), Int64(columns), supports, norms, coefficients, Int64(groups),
      Int64(sums), kernel.squaredLength, outputs)
  }
}
