internal import CKernels

/// L with L·Lᵀ = K, for a symmetric positive definite K.
struct CholeskyFactor: Sendable {
  /// Rows and columns.
  let count: Int
  /// Row-major; what lies above the diagonal is zero.
  private(set) var values: [Double]

  /// Factors `matrix`, row-major, of which the lower triangle is read.
  ///
  /// A pivot that rounding made too small is raised, as if the matrix had a little more on its
  /// diagonal.
  init(_ matrix: [Double], count: Int) {
    precondition(matrix.count == count * count)
    self.count = count
    values = matrix
    let floor = 1e-10 * (0..<count).reduce(0) { max($0, matrix[$1 * count + $1]) }
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<count {
        let own = values.baseAddress! + row * count
        for column in 0...row {
          let other = values.baseAddress! + column * count
          let rest = own[column] - ck_dot(own, other, Int64(column))
          own[column] = row == column ? max(rest, floor).squareRoot() : rest / other[column]
        }
        for column in row + 1..<max(row + 1, count) { own[column] = 0 }
      }
    }
  }

  /// One row up to the diagonal and beyond.
  subscript(row: Int) -> ArraySlice<Double> { values[row * count..<(row + 1) * count] }

  /// y with L·y = `right`.
  func solve(_ right: [Double]) -> [Double] {
    var result = right
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<count {
          let own = values.baseAddress! + row * count
          let known = ck_dot(own, result.baseAddress!, Int64(row))
          result[row] = (result[row] - known) / own[row]
        }
      }
    }
    return result
  }

  /// y with Lᵀ·y = `right`.
  func solveTransposed(_ right: [Double]) -> [Double] {
    var result = right
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for row in (0..<count).reversed() {
          let own = values.baseAddress! + row * count
          result[row] /= own[row]
          ck_add_scaled(-result[row], own, Int64(row), result.baseAddress!)
        }
      }
    }
    return result
  }
}
