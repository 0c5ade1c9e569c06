/// Fair division of whole questions by share.
package enum Apportionment {
  /// Splits `total` by `shares` with the largest-remainder (Hamilton) method, ties to the earlier.
  ///
  /// Shares need not add up to 1; all zero gives all zero.
  /// ```swift
  /// Apportionment.largestRemainder(10, shares: [0.5, 0.3, 0.2])   // [5, 3, 2]
  /// ```
  package static func largestRemainder(_ total: Int, shares: [Double]) -> [Int] {
    let sum = shares.reduce(0, +)
    guard sum > 0, total > 0 else { return shares.map { _ in 0 } }
    let exact = shares.map { $0 / sum * Double(total) }
    // Rounding noise in a share must not cost a whole question.
    var counts = exact.map { Int(($0 + 1e-9).rounded(.down)) }
    let byRemainder = shares.indices.filter { shares[$0] > 0 }.sorted {
      let a = exact[$0] - Double(counts[$0])
      let b = exact[$1] - Double(counts[$1])
      return abs(a - b) > 1e-9 ? a > b : $0 < $1
    }
    for index in byRemainder.prefix(max(0, total - counts.reduce(0, +))) { counts[index] += 1 }
    return counts
  }

  /// Spreads items evenly: at each place comes whichever is furthest behind its share.
  ///
  /// The result holds index i exactly `counts[i]` times.
  package static func interleave(_ counts: [Int]) -> [Int] {
    let total = counts.reduce(0, +)
    var given = counts.map { _ in 0 }
    return (0..<total).map { place in
      let next = counts.indices.filter { given[$0] < counts[$0] }.max {
        let a = Double((place + 1) * counts[$0]) / Double(total) - Double(given[$0])
        let b = Double((place + 1) * counts[$1]) / Double(total) - Double(given[$1])
        return a != b ? a < b : $0 > $1
      }!
      given[next] += 1
      return next
    }
  }

  /// Whose turn is next where places are given one by one: whoever is furthest behind its share.
  ///
  /// Who has no share has no turn; ties go to the earlier.
  /// ```swift
  /// Apportionment.next(after: [3, 1], shares: [0.75, 0.25])   // 0
  /// ```
  package static func next(after given: [Int], shares: [Double]) -> Int {
    let sum = shares.reduce(0, +)
    let place = Double(given.reduce(0, +) + 1)
    let sharing = shares.indices.filter { shares[$0] > 0 }
    return sharing.max {
      let a = shares[$0] / sum * place - Double(given[$0])
      let b = shares[$1] / sum * place - Double(given[$1])
      return abs(a - b) > 1e-9 ? a < b : $0 > $1
    } ?? 0
  }
}
