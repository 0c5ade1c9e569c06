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
          let rest = own[column] - Self.dot(own, other, count: column)
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
          let known = Self.dot(own, UnsafePointer(result.baseAddress!), count: row)
          result[row] = (result[row] - known) / own[row]
        }
      }
    }
    return result
  }

  /// y with Lᵀ·y = `right`.
  func solveTransposed(_ right: [Double]) -> [Double] {
    var result = right
    for row in (0..<count).reversed() {
      let value = result[row] / values[row * count + row]
      result[row] = value
      for column in 0..<row { result[column] -= value * values[row * count + column] }
    }
    return result
  }

  static func dot(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int
  ) -> Double {
    var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var index = 0
    while index + 8 <= count {
      let a = UnsafeRawPointer(a + index)
      let b = UnsafeRawPointer(b + index)
      first += a.loadUnaligned(as: SIMD4<Double>.self) * b.loadUnaligned(as: SIMD4<Double>.self)
      second +=
        a.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
        * b.loadUnaligned(fromByteOffset: 32, as: SIMD4<Double>.self)
      index += 8
    }
    var total = (first + second).sum()
    while index < count {
      total += a[index] * b[index]
      index += 1
    }
    return total
  }
}
