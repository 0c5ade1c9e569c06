/// Objects of interest found as labels are spent, beside what random asking would have found.
package struct DiscoveryCurve: Sendable, Equatable {
  /// `found[n]`: objects of interest among the first `n` answers, starting with `found[0] = 0`.
  package let found: [Int]
  /// Expected share of interest among objects asked at random; `nil` when not known.
  package let prevalence: Double?

  /// Follows answers in the order they were given.
  package init(answersOfInterest: [Bool], prevalence: Double?) {
    var sum = 0
    found =
      [0]
      + answersOfInterest.map { hit in
        sum += hit ? 1 : 0
        return sum
      }
    self.prevalence = prevalence
  }

  /// Labels spent.
  package var labels: Int { found.count - 1 }
  /// Objects of interest found with all labels.
  package var total: Int { found[found.count - 1] }

  /// What `labels` random questions would have found on average.
  package func expected(at labels: Int) -> Double? { prevalence.map { $0 * Double(labels) } }

  /// Found over expected at the end: how many times better than random asking.
  package var gain: Double? {
    guard let expected = expected(at: labels), expected > 0 else { return nil }
    return Double(total) / expected
  }
}
