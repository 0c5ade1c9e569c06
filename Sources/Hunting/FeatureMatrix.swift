/// One feature vector a galaxy, row after row in one array.
package struct FeatureMatrix: Sendable, Equatable {
  /// Galaxies.
  package let rows: Int
  /// Features per galaxy.
  package let columns: Int
  /// `rows` × `columns` values, row-major.
  package var values: [Float]

  /// Takes the values as they are, row-major; their count must be rows × columns.
  package init(rows: Int, columns: Int, values: [Float]) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns,
      "a feature matrix needs rows × columns values")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// Rows of equal length; no rows make an empty matrix.
  package init(_ vectors: [[Float]]) {
    let columns = vectors.first?.count ?? 0
    precondition(vectors.allSatisfy { $0.count == columns }, "feature vectors differ in length")
    self.init(rows: vectors.count, columns: columns, values: vectors.flatMap { $0 })
  }

  /// The vector of one galaxy.
  package subscript(row: Int) -> ArraySlice<Float> {
    values[row * columns..<(row + 1) * columns]
  }

  /// Some rows that follow each other.
  subscript(rows chosen: Range<Int>) -> FeatureMatrix {
    FeatureMatrix(
      rows: chosen.count, columns: columns,
      values: Array(values[chosen.lowerBound * columns..<chosen.upperBound * columns]))
  }

  /// The given rows in the given order; a row may be taken more than once.
  package func gathering(_ chosen: [Int]) -> FeatureMatrix {
    var gathered: [Float] = []
    gathered.reserveCapacity(chosen.count * columns)
    for row in chosen { gathered.append(contentsOf: self[row]) }
    return FeatureMatrix(rows: chosen.count, columns: columns, values: gathered)
  }

  /// Up to `limit` rows spread evenly over the matrix, in order; deterministic.
  package func evenlySpacedRows(limit: Int) -> [Int] {
    guard rows > limit else { return Array(0..<rows) }
    return (0..<limit).map { $0 * rows / limit }
  }

  /// Squared Euclidean distance between two rows.
  func squaredDistance(_ first: Int, _ second: Int) -> Float {
    values.withUnsafeBufferPointer { buffer in
      let a = buffer.baseAddress! + first * columns
      let b = buffer.baseAddress! + second * columns
      return VectorKernels.squaredDistance(a, b, count: columns)
    }
  }

  /// The rows nearest to one, itself left out, by Euclidean distance; equal ones in their order.
  package func nearest(to row: Int, count: Int) -> [(row: Int, distance: Double)] {
    let squares = (0..<rows).map { squaredDistance($0, row) }
    return squares.indices.filter { $0 != row }
      .sorted { squares[$0] != squares[$1] ? squares[$0] < squares[$1] : $0 < $1 }
      .prefix(count).map { ($0, Double(squares[$0]).squareRoot()) }
  }
}
