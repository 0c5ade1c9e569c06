/// Combines scores on different scales by their ranks alone.
package enum RankFusion {
  /// Percentile of each score in 0...1, 1 for the highest; ties share their mean, NaN is lowest.
  package static func percentiles(_ scores: [Float]) -> [Float] {
    let order = descendingOrder(ofScores: scores)
    guard order.count > 1 else { return scores.map { _ in 1 } }
    var result = [Float](repeating: 0, count: scores.count)
    let last = Double(order.count - 1)
    var start = 0
    while start < order.count {
      var end = start + 1
      let score = scores[order[start]]
      while end < order.count,
        scores[order[end]] == score || (score.isNaN && scores[order[end]].isNaN)
      {
        end += 1
      }
      let place = Double(start + end - 1) / 2
      for index in order[start..<end] { result[index] = Float(1 - place / last) }
      start = end
    }
    return result
  }

  /// Mean percentile over several scores of the same galaxies, optionally weighted.
  ///
  /// Every score counts in its own order, so that none wins by its units.
  package static func fuse(
    _ scores: [[Float]], weights: [Double]? = nil
  ) throws(HuntingError) -> [Float] {
    guard let first = scores.first else { throw .emptyPool }
    let weights = weights ?? scores.map { _ in 1 }
    guard weights.count == scores.count else {
      throw .countMismatch(what: "fusion weights", expected: scores.count, found: weights.count)
    }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
    else {
      throw .invalidSetting(
        name: "fusion weights", reason: "they are zero or more, at least one of them positive")
    }
    var fused = [Float](repeating: 0, count: first.count)
    let total = weights.reduce(0, +)
    for (score, weight) in zip(scores, weights) {
      guard score.count == first.count else {
        throw .countMismatch(what: "scores", expected: first.count, found: score.count)
      }
      let scale = Float(weight / total)
      for (index, percentile) in percentiles(score).enumerated() {
        fused[index] += scale * percentile
      }
    }
    return fused
  }
}
