import Hunting

/// The two directions in which features vary most, by power iteration on their covariance.
struct PrincipalAxes {
  private let mean: [Float]
  private let axes: [[Float]]

  /// Measures at most `limit` rows, evenly taken.
  init(of features: FeatureMatrix, limit: Int = 4096) {
    let rows = features.gathering(features.evenlySpacedRows(limit: limit))
    let columns = rows.columns
    var mean = [Float](repeating: 0, count: columns)
    for row in 0..<rows.rows {
      for (column, value) in rows[row].enumerated() { mean[column] += value }
    }
    mean = mean.map { $0 / Float(max(1, rows.rows)) }
    var axes: [[Float]] = []
    for axis in 0..<min(2, columns) {
      // Any start with a share of every direction will do; this one is always the same.
      var direction = (0..<columns).map { Float(1) + Float(($0 * 7 + axis * 3) % 5) }
      for _ in 0..<40 {
        direction = Self.step(direction, rows, mean, excluding: axes)
      }
      axes.append(direction)
    }
    self.mean = mean
    self.axes = axes
  }

  /// Covariance times direction, orthogonal to the axes found before, of length one.
  private static func step(
    _ direction: [Float], _ rows: FeatureMatrix, _ mean: [Float], excluding axes: [[Float]]
  ) -> [Float] {
    let columns = rows.columns
    var next = [Float](repeating: 0, count: columns)
    rows.values.withUnsafeBufferPointer { values in
      for row in 0..<rows.rows {
        var along: Float = 0
        for column in 0..<columns {
          along += (values[row * columns + column] - mean[column]) * direction[column]
        }
        for column in 0..<columns {
          next[column] += along * (values[row * columns + column] - mean[column])
        }
      }
    }
    for axis in axes {
      let overlap = zip(next, axis).reduce(Float(0)) { $0 + $1.0 * $1.1 }
      for column in 0..<columns { next[column] -= overlap * axis[column] }
    }
    let length = next.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? next.map { $0 / length } : direction
  }

  /// Where every row lies along the two axes.
  func projected(_ features: FeatureMatrix) -> [SIMD2<Float>] {
    (0..<features.rows).map { row in
      var point = SIMD2<Float>.zero
      for (column, value) in features[row].enumerated() {
        for (axis, direction) in axes.enumerated() {
          point[axis] += (value - mean[column]) * direction[column]
        }
      }
      return point
    }
  }
}
