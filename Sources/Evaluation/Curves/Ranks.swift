/// Indices from the highest score to the lowest; equal scores keep their order, NaN comes last.
package func descendingOrder(of scores: [Double]) -> [Int] {
  let keys = scores.map { $0.isNaN ? -Double.infinity : $0 }
  return keys.indices.sorted { a, b in
    keys[a] != keys[b] ? keys[a] > keys[b] : a < b
  }
}

/// Ranks from 1 (lowest) to `count`, ties sharing the mean of their places, as scipy's `rankdata`.
package func averageRanks(of scores: [Double]) -> [Double] {
  var ranks = [Double](repeating: 0, count: scores.count)
  forEachTie(in: scores, order: descendingOrder(of: scores)) { range, members in
    let fromTop = Double(range.lowerBound + range.upperBound + 1) / 2
    for index in members { ranks[index] = Double(scores.count) + 1 - fromTop }
  }
  return ranks
}

/// Walks a descending order one group of equal scores at a time.
func forEachTie(
  in scores: [Double], order: [Int],
  _ body: (_ places: Range<Int>, _ members: ArraySlice<Int>) -> Void
) {
  var start = 0
  while start < order.count {
    var end = start + 1
    let score = scores[order[start]]
    while end < order.count, areTied(score, scores[order[end]]) { end += 1 }
    body(start..<end, order[start..<end])
    start = end
  }
}

private func areTied(_ a: Double, _ b: Double) -> Bool {
  (a.isNaN ? -Double.infinity : a) == (b.isNaN ? -Double.infinity : b)
}
