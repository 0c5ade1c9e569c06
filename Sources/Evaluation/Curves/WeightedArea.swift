/// A sorted score whose area under the ROC can be had again for other weights of its objects.
struct WeightedArea {
  private let order: [Int]
  private let isPositive: [Bool]
  private let endsTie: [Bool]

  init(scores: [Double], labels: [Bool]) {
    let order = descendingOrder(of: scores)
    self.order = order
    isPositive = order.map { labels[$0] }
    var ends = [Bool](repeating: false, count: order.count)
    forEachTie(in: scores, order: order) { places, _ in ends[places.upperBound - 1] = true }
    endsTie = ends
  }

  func area(weights: [Double]) -> Double {
    var positives = 0.0
    var negatives = 0.0
    var tiedPositives = 0.0
    var tiedNegatives = 0.0
    var won = 0.0
    for place in order.indices {
      let weight = weights[order[place]]
      if isPositive[place] { tiedPositives += weight } else { tiedNegatives += weight }
      if endsTie[place] {
        won += tiedNegatives * (positives + tiedPositives / 2)
        positives += tiedPositives
        negatives += tiedNegatives
        tiedPositives = 0
        tiedNegatives = 0
      }
    }
    return won / (positives * negatives)
  }
}
