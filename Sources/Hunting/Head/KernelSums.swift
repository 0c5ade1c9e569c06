internal import CKernels

/// Sums of kernels about some galaxies, laid out for the inner loop.
struct KernelSums: Sendable, Equatable {
  /// One sum: a number for each inducing point, and the kernel's slope.
  struct Sum: Sendable, Equatable {
    let coefficients: [Float]
    let slope: Double
  }

  let kernel: RationalQuadratic
  /// Features per galaxy.
  let columns: Int
  /// Sums a row.
  let count: Int
  private let groups: Int
  private let points: [Float]
  private let norms: [Float]
  private let coefficients: [Float]
  /// Coefficients times slope, of which there are none where all are zero.
  private let slopes: [Float]

  /// - Parameter rows: centred.
  init(_ kernel: RationalQuadratic, about rows: FeatureMatrix, sums: [Sum]) {
    let lanes = Int(CK_GROUP)
    let groups = (rows.rows + lanes - 1) / lanes
    var points = [Float](repeating: 0, count: groups * rows.columns * lanes)
    var norms = [Float](repeating: 0, count: groups * lanes)
    for row in 0..<rows.rows {
      let (group, lane) = (row / lanes, row % lanes)
      for (column, value) in rows[row].enumerated() {
        points[(group * rows.columns + column) * lanes + lane] = value
        norms[row] += value * value
      }
    }
    let padding = [Float](repeating: 0, count: groups * lanes - rows.rows)
    self.kernel = kernel
    columns = rows.columns
    count = sums.count
    self.groups = groups
    self.points = points
    self.norms = norms
    coefficients = sums.flatMap { $0.coefficients + padding }
    slopes =
      sums.allSatisfy { $0.slope == 0 }
      ? []
      : sums.flatMap { sum in
        sum.coefficients.map { $0 * Float(sum.slope) / kernel.squaredScale } + padding
      }
  }

  /// Writes the sums of each row, which are as the survey has them, row after row.
  func write(_ rows: FeatureMatrix, into outputs: UnsafeMutablePointer<Float>) {
    let centred = kernel.centred(rows)
    slopes.withUnsafeBufferPointer { slopes in
      ck_rational_quadratic_sums(
        centred.values, Int64(rows.rows), Int64(columns), points, norms, coefficients,
        slopes.isEmpty ? nil : slopes.baseAddress, Int64(groups), Int64(count),
        kernel.squaredLength, outputs)
    }
  }
}
