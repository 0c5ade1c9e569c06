/// What is stored of some galaxies' vectors, row-major in one array.
package struct KnownVectors: Sendable, Equatable {
  /// Length of a vector.
  package let dimension: Int
  /// One row per galaxy in the order asked for; zeros where none is stored.
  package let values: [Float]
  /// Places of the galaxies without one, ascending.
  package let missing: [Int]
}
