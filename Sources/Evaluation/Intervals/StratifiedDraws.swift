import Foundation

/// Weights of resampled objects, drawn within each stratum so that stratum sizes stay fixed.
///
/// Drawing n of n objects with replacement understates the spread by (n − 1)/n, which matters for
/// the smallest class. Here one object, another each time, is set aside first, and the n draws come
/// from the others: the spread is then right for a mean. Hesterberg, "Unbiasing the bootstrap:
/// bootknife sampling versus smoothing", 2004. A stratum of one object always gives that object.
struct StratifiedDraws {
  /// How often each object was drawn; sums to the number of objects.
  private(set) var weights: [Double]
  private let strata: [[Int]]

  /// Strata by a number for each object.
  init(strata numbers: [Int]) {
    let members = Dictionary(grouping: numbers.indices, by: { numbers[$0] })
    strata = members.keys.sorted().map { members[$0, default: []] }
    weights = [Double](repeating: 0, count: numbers.count)
  }

  /// Draws the next weights.
  mutating func draw(using generator: inout some RandomNumberGenerator) {
    for index in weights.indices { weights[index] = 0 }
    for stratum in strata {
      guard stratum.count > 1 else {
        weights[stratum[0]] = 1
        continue
      }
      let aside = generator.index(below: stratum.count)
      for _ in stratum {
        let place = generator.index(below: stratum.count - 1)
        weights[stratum[place < aside ? place : place + 1]] += 1
      }
    }
  }
}

extension Bootstrap {
  /// The share of resamples to leave out at each end where so many objects carry the spread.
  ///
  /// A percentile interval is too narrow as a normal interval is where Student's is due. Hesterberg,
  /// "What teachers should know about the bootstrap", 2015, section 5.3: the share below
  /// −√(n/(n−1))·t of n − 1 degrees; the root is left out, since ``StratifiedDraws`` has it.
  func tail(objects: Int) -> Double {
    guard objects > 1 else { return (1 - level) / 2 }
    return erfc(studentQuantile((1 + level) / 2, degrees: Double(objects - 1)) / 2.0.squareRoot())
      / 2
  }
}
