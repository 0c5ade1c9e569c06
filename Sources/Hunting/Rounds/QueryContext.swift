internal import Vocabulary

/// What an arm may look at while it ranks.
struct QueryContext: Sendable {
  let probabilities: HeadProbabilities
  /// The person's classes, in the order of the head's.
  let classes: [HuntClass]
  /// Fused novelty as a percentile in 0...1, one per galaxy; empty until an arm that needs it asks.
  var novelty: [Float] = []
  /// One vector per galaxy, to tell how alike two are.
  let features: FeatureMatrix
  /// Whether the galaxy may be asked.
  let isOpen: [Bool]
  /// Galaxies that may not, ascending.
  let asked: [Int]
  /// Seed of the hunt-wide order in which the random arm draws.
  let drawSeed: UInt64

  var galaxyCount: Int { isOpen.count }

  /// Classes the person hunts that have answers, with their weights.
  var answeredInterests: [Int] {
    classes.indices.filter { classes[$0].isHunted && probabilities.isTrained[$0] }
  }

  /// Answered classes the person does not care for.
  var answeredBoring: [Int] {
    classes.indices.filter { !classes[$0].isHunted && probabilities.isTrained[$0] }
  }

  /// The class in `candidates` with the highest share for a galaxy.
  func likeliest(_ galaxy: Int, among candidates: [Int]) -> Int? {
    candidates.max {
      let a = probabilities.probability(galaxy, $0)
      let b = probabilities.probability(galaxy, $1)
      return a != b ? a < b : $0 > $1
    }
  }
}
