/// One shuffled order of a survey, fixed by a seed, that keeps its shape as galaxies are added.
package struct RandomOrder: Sendable {
  private let keys: [Double]

  /// Each galaxy's key depends on the seed and its own index alone.
  package init(count: Int, seed: UInt64) {
    keys = (0..<count).map { galaxy in
      // The finalising mix of SplitMix64 scatters neighbouring indices.
      var z = seed &+ UInt64(galaxy + 1) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
  }

  /// The draw of one galaxy, uniform in [0, 1).
  package func key(_ galaxy: Int) -> Double { keys[galaxy] }

  /// Galaxies in the order they are drawn.
  package var order: [Int] {
    keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
  }
}
