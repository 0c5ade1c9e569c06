import Tensors

/// The plainest classifier there is: the class of the most similar galaxy that is known.
enum NearestNeighbour {
  /// Known galaxies that are compared with at most, which keeps a large survey's report fast.
  static let mostKnown = 10_000
  /// Rows that are compared at once: 40 MB of similarities.
  private static let blockSize = 1_024

  /// The label of the nearest known vector, by Euclidean distance; of equally near ones the first's.
  ///
  /// - Parameters:
  ///   - vectors: `count × dimension` numbers, row by row.
  ///   - known: vectors whose labels are known, row by row.
  ///   - labels: one for each known vector, of which there is at least one.
  static func labels(
    of vectors: [Float], among known: [Float], labels: [Int], on device: Device
  ) throws -> [Int] {
    precondition(!labels.isEmpty && known.count % labels.count == 0, "each vector has a label")
    let width = known.count / labels.count
    guard width > 0 else { return [] }
    // From the middle of the known, so that few digits are lost where all are far from zero.
    let mean = (0..<width).map { column in
      Float(
        stride(from: column, to: known.count, by: width).reduce(0.0) { $0 + Double(known[$1]) }
          / Double(labels.count))
    }
    func centred(_ values: ArraySlice<Float>) throws -> Tensor {
      let moved = values.enumerated().map { $1 - mean[$0 % width] }
      return try Tensor(moved, shape: [values.count / width, width], device: device)
    }
    return try inferring {
      let others = try centred(known[...])
      let halves = others.square().sum(1) / 2
      let across = others.permuted(1, 0)
      var found: [Int] = []
      for start in stride(from: 0, to: vectors.count, by: Self.blockSize * width) {
        let rows = try centred(vectors[start..<min(start + Self.blockSize * width, vectors.count)])
        // |x − y|² is least where x·y − |y|²/2 is greatest.
        let places: [Int64] = (rows.matmul(across) - halves).argmax(1).array()
        found += places.map { labels[Int($0)] }
      }
      return found
    }
  }

  /// Places of at most `mostKnown` of so many, evenly taken.
  static func spread(_ count: Int) -> [Int] {
    let kept = min(count, mostKnown)
    return (0..<kept).map { $0 * count / kept }
  }
}
