/// What an arm may look at while it ranks.
struct QueryContext: Sendable {
  let probabilities: HeadProbabilities
  /// Interest weight a class, in the order of the head's classes.
  let interests: [Float]
  /// Fused novelty as a percentile in 0...1, one a galaxy; empty until an arm that needs it asks.
  var novelty: [Float] = []
  /// One vector a galaxy, to tell how alike two are.
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
    interests.indices.filter { interests[$0] > 0 && probabilities.isTrained[$0] }
  }

  /// Answered classes the person does not care for.
  var answeredBoring: [Int] {
    interests.indices.filter { interests[$0] == 0 && probabilities.isTrained[$0] }
  }

  /// The class in `candidates` with the highest share for a galaxy.
  func likeliest(_ galaxy: Int, among candidates: [Int]) -> Int? {
    candidates.max {
      let a = probabilities.probability(galaxy, $0)
      let b = probabilities.probability(galaxy, $1)
      return a != b ? a < b : $0 > $1
    }
  }

  /// A share with two decimals, as people read it.
  static func decimals(_ value: Float) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.count == 1 ? "0" + digits : digits)
  }

  /// A count with commas between thousands.
  static func grouped(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
