/// The chance that a random positive scores above a random negative, ties counting one half.
///
/// Computed from ranks (Mann–Whitney U) in O(n log n). `nil` when either class is absent, where
/// the area has no meaning. NaN scores rank below all others.
/// ```swift
/// areaUnderROC(scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true])   // 0.75
/// ```
package func areaUnderROC(scores: [Double], labels: [Bool]) -> Double? {
  precondition(scores.count == labels.count, "\(scores.count) scores for \(labels.count) labels")
  var negatives = 0.0
  var positives = 0.0
  var pairsWon = 0.0
  forEachTie(in: scores, order: descendingOrder(of: scores)) { _, members in
    let tiedPositives = Double(members.count { labels[$0] })
    let tiedNegatives = Double(members.count) - tiedPositives
    // Every positive seen so far lies above these negatives; those tied with them count half.
    pairsWon += tiedNegatives * (positives + tiedPositives / 2)
    positives += tiedPositives
    negatives += tiedNegatives
  }
  let pairs = positives * negatives
  return pairs > 0 ? pairsWon / pairs : nil
}
