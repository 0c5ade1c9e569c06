/// A ranking reduced to which of its places hold an object of interest, best place first.
package struct RankedHits: Sendable, Equatable {
  /// Whether the object at each rank is of interest; the first is rank 1.
  package let hits: [Bool]
  /// Objects of interest in the whole ranking (N).
  package let interestCount: Int
  private let found: [Int]

  /// A ranking given in order.
  package init(hits: [Bool]) {
    self.hits = hits
    var sum = 0
    found = hits.map { hit in
      sum += hit ? 1 : 0
      return sum
    }
    interestCount = sum
  }

  /// Ranks objects by falling score; equal scores keep their order, NaN comes last.
  package init(scores: [Double], isOfInterest: [Bool]) {
    self.init(hits: descendingOrder(of: scores).map { isOfInterest[$0] })
  }

  /// Objects of interest among the first `rank`.
  package func found(at rank: Int) -> Int {
    rank <= 0 || found.isEmpty ? 0 : found[min(rank, found.count) - 1]
  }

  /// Rank-weighted score: Σ_{i=1..N} (N+1−i)·Iᵢ / (N(N+1)/2), 1 for a perfect top N.
  ///
  /// N is the number of objects of interest; `nil` when there are none.
  package var rankWeightedScore: Double? {
    guard interestCount > 0 else { return nil }
    var sum = 0
    for (index, hit) in hits.prefix(interestCount).enumerated() where hit {
      sum += interestCount - index
    }
    return Double(sum) / (Double(interestCount) * Double(interestCount + 1) / 2)
  }

  /// Share of all objects of interest that stand in the first `rank`; `nil` when there are none.
  package func recall(at rank: Int) -> Double? {
    interestCount == 0 ? nil : ratio(found(at: rank), interestCount)
  }

  /// Share of the first `rank` that is of interest; `nil` for an empty ranking or rank 0.
  package func precision(at rank: Int) -> Double? {
    let places = min(rank, hits.count)
    return places <= 0 ? nil : ratio(found(at: rank), places)
  }

  /// Precision in the best share of the ranking, rounded up to at least one place.
  package func precision(inTop share: Double) -> Double? {
    precision(at: max(1, Int((share * Double(hits.count)).rounded(.up))))
  }

  /// Matthews correlation when the first `rank` are taken to be of interest and the rest not.
  package func matthewsCorrelation(at rank: Int) -> Double {
    let places = min(max(rank, 0), hits.count)
    let inside = found(at: places)
    let outside = interestCount - inside
    return ConfusionMatrix(counts: [
      [hits.count - places - outside, places - inside], [outside, inside],
    ]).matthewsCorrelation
  }

  /// Recall at every rank from 0 to the end; empty when nothing is of interest.
  package var recallCurve: [Double] {
    interestCount == 0 ? [] : [0] + found.map { ratio($0, interestCount) }
  }
}
