internal import Tensors

/// Mean and variance of each column of rows that come in parts, summed in double precision.
struct ColumnMoments {
  private var count = 0
  private var sums: Tensor?
  private var squares: Tensor?

  /// Adds rows [N, D].
  mutating func add(_ rows: Tensor) {
    let rows = rows.detached().cast(to: .float64)
    count += rows.shape[0]
    sums = sums.map { $0 + rows.sum(0) } ?? rows.sum(0)
    squares = squares.map { $0 + rows.square().sum(0) } ?? rows.square().sum(0)
  }

  /// Mean and population variance [D], float32; nil before the first row.
  var result: (mean: Tensor, variance: Tensor)? {
    guard let sums, let squares else { return nil }
    let mean = sums / Double(count)
    // Rounding may leave a variance of almost nothing just below it.
    let variance = (squares / Double(count) - mean.square()).clamped(0, .greatestFiniteMagnitude)
    return (mean.cast(to: .float32), variance.cast(to: .float32))
  }
}
