/// One model's vectors of many galaxies, row-major in one array.
package struct EmbeddingMatrix: Sendable, Equatable {
  /// The galaxies, ascending; row `i` is the vector of `ids[i]`.
  package let ids: [Int64]
  /// Length of a vector; 0 where there are none.
  package let dimension: Int
  /// `ids.count × dimension` values.
  package let values: [Float]

  /// A matrix of `ids.count × dimension` values.
  package init(ids: [Int64], dimension: Int, values: [Float]) {
    precondition(values.count == ids.count * dimension, "an embedding has one vector per galaxy")
    self.ids = ids
    self.dimension = dimension
    self.values = values
  }

  /// How many galaxies.
  package var count: Int { ids.count }

  /// The vector of the galaxy at `index`.
  package subscript(index: Int) -> ArraySlice<Float> {
    values[index * dimension..<(index + 1) * dimension]
  }
}

/// One score of many galaxies.
package struct ScoreColumn: Sendable, Equatable {
  /// The galaxies, ascending.
  package let ids: [Int64]
  /// The score of each; higher is more novel.
  package let values: [Double]

  /// One score of each galaxy.
  package init(ids: [Int64], values: [Double]) {
    precondition(values.count == ids.count, "a score column has one value per galaxy")
    self.ids = ids
    self.values = values
  }

  /// How many galaxies.
  package var count: Int { ids.count }
}
