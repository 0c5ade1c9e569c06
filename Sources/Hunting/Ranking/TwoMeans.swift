/// Divides the galaxies of a class into two groups by how they look.
///
/// k-means with two means (Lloyd 1982) in embedding space, begun on either side of the middle along the direction in which
/// the galaxies differ most, so that the same galaxies always fall apart alike.
package struct TwoMeans: Sendable, Equatable {
  /// Rows of the larger group, as they were given; the first row's group where both are equal.
  package let larger: [Int]
  /// Rows of the other group; empty where the galaxies are all alike.
  package let smaller: [Int]

  /// Divides the given rows of a survey.
  package init(_ rows: [Int], of features: FeatureMatrix) {
    let members = features.gathering(rows)
    var isSecond = Self.sides(members)
    for _ in 0..<100 {
      let centres = [false, true].map { side in
        Self.mean(members, isSecond.indices.filter { isSecond[$0] == side })
      }
      guard let first = centres[0], let second = centres[1] else { break }
      let moved = (0..<members.rows).map { row in
        Self.distance(members[row], second) < Self.distance(members[row], first)
      }
      if moved == isSecond { break }
      isSecond = moved
    }
    let groups = [false, true].map { side in rows.indices.filter { isSecond[$0] == side } }
    let isSwapped =
      groups[1].count > groups[0].count
      || (groups[1].count == groups[0].count && groups[1].first == 0)
    larger = groups[isSwapped ? 1 : 0].map { rows[$0] }
    smaller = groups[isSwapped ? 0 : 1].map { rows[$0] }
  }

  /// Which side of the mean each row lies on along the first principal axis.
  private static func sides(_ members: FeatureMatrix) -> [Bool] {
    guard let centre = mean(members, Array(0..<members.rows)) else { return [] }
    let centred = (0..<members.rows).map { row in zip(members[row], centre).map { $0 - $1 } }
    // Power iteration on the scatter matrix, begun with the row farthest from the mean.
    func norm(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    var axis = centred.max { norm($0) < norm($1) } ?? []
    var places = centred.map { _ in Float(0) }
    for _ in 0..<64 where norm(axis) > 0 {
      let length = norm(axis)
      places = centred.map { zip($0, axis).reduce(0) { $0 + $1.0 * $1.1 } / length }
      axis = axis.map { _ in 0 }
      for (row, place) in zip(centred, places) {
        for column in axis.indices { axis[column] += place * row[column] }
      }
    }
    return places.map { $0 > 0 }
  }

  private static func mean(_ members: FeatureMatrix, _ rows: [Int]) -> [Float]? {
    guard !rows.isEmpty else { return nil }
    var sum = [Float](repeating: 0, count: members.columns)
    for row in rows {
      for (column, value) in members[row].enumerated() { sum[column] += value }
    }
    return sum.map { $0 / Float(rows.count) }
  }

  private static func distance(_ a: ArraySlice<Float>, _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
