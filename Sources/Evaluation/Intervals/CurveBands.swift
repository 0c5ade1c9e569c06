import Foundation

/// Bands around a ROC and a precision–recall curve: what the curves of endless objects may look like.
///
/// The Bayesian bootstrap (Rubin 1981; for ROC curves Gu, Ghosal and Roy 2008) of positives and of
/// negatives: each object's weight is drawn anew. One object more of either kind lies where it serves the
/// curve best for the upper bound and worst for the lower one, so that the rates above a threshold have
/// Clopper and Pearson's bounds, and a curve that touches an edge has a band too. The number of positives
/// and of negatives stays. Each band holds the curve at one place with the given chance, not all places at
/// once.
package struct CurveBands: Sendable, Equatable {
  /// Lower and upper bound at one place of the axis.
  package struct Place: Sendable, Equatable, Codable {
    /// False positive rate, or recall.
    package let at: Double
    /// Lower bound of the true positive rate, or of the precision.
    package let lower: Double
    /// Upper bound.
    package let upper: Double
  }

  /// Band of the true positive rate by false positive rate.
  package let roc: [Place]
  /// Band of the precision by recall.
  package let precision: [Place]

  /// Places where both bands are told.
  package static let places: [Double] = [
    0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
    0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1,
  ]
  /// Groups of scores that are told apart; more would not be seen.
  private static let mostGroups = 200

  /// Bands of a score; `nil` with fewer than `areaIntervalLeast` objects of either label.
  ///
  /// - Parameters:
  ///   - resamples: a thousand and more for steady bounds.
  ///   - generator: decides the weights.
  package init?(
    scores: [Double], labels: [Bool], resamples: Int = 1_000, level: Double = 0.95,
    using generator: inout some RandomNumberGenerator
  ) {
    let positives = labels.count { $0 }
    let negatives = labels.count - positives
    guard min(positives, negatives) >= areaIntervalLeast else { return nil }
    let groups = Self.groups(
      scores: scores, labels: labels, positives: positives, negatives: negatives)
    let odds = Double(negatives) / Double(positives)
    let none = [[Double]](repeating: [], count: Self.places.count)
    var (bestRates, worstRates, bestPurities, worstPurities) = (none, none, none, none)
    var weights = [(positives: Double, negatives: Double)](
      repeating: (0, 0), count: groups.count)
    for _ in 0..<resamples {
      for (index, group) in groups.enumerated() {
        weights[index] = (
          generator.gamma(shape: group.positives), generator.gamma(shape: group.negatives)
        )
      }
      let more = (generator.gamma(shape: 1), generator.gamma(shape: 1))
      let best = Path([(more.0, 0)] + weights + [(0, more.1)])
      let worst = Path([(0, more.1)] + weights + [(more.0, 0)])
      for (place, at) in Self.places.enumerated() {
        bestRates[place].append(best.rate(at: at))
        worstRates[place].append(worst.rate(at: at))
        bestPurities[place].append(best.precision(at: at, odds: odds))
        worstPurities[place].append(worst.precision(at: at, odds: odds))
      }
    }
    func band(_ worst: [[Double]], _ best: [[Double]]) -> [Place] {
      Self.places.indices.map { place in
        Place(
          at: Self.places[place],
          lower: Interval(estimate: 0, samples: worst[place], level: level)!.lower,
          upper: Interval(estimate: 0, samples: best[place], level: level)!.upper)
      }
    }
    roc = band(worstRates, bestRates)
    precision = band(worstPurities, bestPurities)
  }

  /// A ROC curve by weights, highest score first.
  private struct Path {
    private var right: [Double] = [0]
    private var wrong: [Double] = [0]

    init(_ weights: [(positives: Double, negatives: Double)]) {
      for weight in weights {
        right.append(right[right.count - 1] + weight.positives)
        wrong.append(wrong[wrong.count - 1] + weight.negatives)
      }
      let (allRight, allWrong) = (right[right.count - 1], wrong[wrong.count - 1])
      for index in right.indices {
        right[index] /= allRight
        wrong[index] /= allWrong
      }
    }

    /// The highest true positive rate at a false positive rate.
    func rate(at place: Double) -> Double {
      // Steps upwards belong to the place.
      var (low, high) = (0, wrong.count)
      while low < high {
        let middle = (low + high) / 2
        if wrong[middle] <= place { low = middle + 1 } else { high = middle }
      }
      return low == wrong.count ? 1 : between(low, place, wrong, right)
    }

    /// The highest precision at a recall, which is 1 at a recall that no negative comes before.
    func precision(at recall: Double, odds: Double) -> Double {
      var (low, high) = (0, right.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if right[middle] < recall { low = middle + 1 } else { high = middle }
      }
      guard recall > 0 else {
        // The limit from above: what the first group that holds a positive is made of.
        let first = right.firstIndex { $0 > 0 }!
        return wrong[first - 1] > 0
          ? 0 : right[first] / (right[first] + odds * wrong[first])
      }
      return recall / (recall + odds * between(low, recall, right, wrong))
    }

    private func between(
      _ index: Int, _ place: Double, _ axis: [Double], _ values: [Double]
    ) -> Double {
      guard index > 0 else { return values[0] }
      let width = axis[index] - axis[index - 1]
      let share = width > 0 ? min(1, max(0, (place - axis[index - 1]) / width)) : 1
      return values[index - 1] + share * (values[index] - values[index - 1])
    }
  }

  /// Positives and negatives of each group of equal or neighbouring scores, highest first.
  private static func groups(
    scores: [Double], labels: [Bool], positives: Int, negatives: Int
  ) -> [(positives: Double, negatives: Double)] {
    var groups: [(positives: Double, negatives: Double)] = []
    var open = (positives: 0.0, negatives: 0.0)
    forEachTie(in: scores, order: descendingOrder(of: scores)) { _, members in
      let hits = Double(members.count { labels[$0] })
      open.positives += hits
      open.negatives += Double(members.count) - hits
      let share = open.positives / Double(positives) + open.negatives / Double(negatives)
      if share * Double(mostGroups) >= 2 || labels.count <= mostGroups {
        groups.append(open)
        open = (0, 0)
      }
    }
    if open.positives + open.negatives > 0 { groups.append(open) }
    return groups
  }
}

extension RandomNumberGenerator {
  /// A gamma variable of scale 1; 0 for shape 0.
  ///
  /// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
  mutating func gamma(shape: Double) -> Double {
    guard shape > 0 else { return 0 }
    if shape == 1 { return -log(open()) }
    if shape < 1 { return gamma(shape: shape + 1) * pow(open(), 1 / shape) }
    let d = shape - 1 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      // Box and Muller.
      let x = (-2 * log(open())).squareRoot() * cos(2 * .pi * open())
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0, log(open()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A uniform number above 0 and below 1.
  private mutating func open() -> Double {
    (Double(next() >> 11) + 0.5) / Double(1 << 53)
  }
}
