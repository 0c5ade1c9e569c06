import Evaluation
import Testing

@testable import Hunting

struct DescendingOrderTests {
  @Test func ordersSignsInfinitiesAndNaN() {
    let scores: [Float] = [0, -1, .nan, 3, -.infinity, .infinity, -0.0, 2.5]
    #expect(Hunting.descendingOrder(ofScores: scores) == [5, 3, 7, 0, 6, 1, 4, 2])
    #expect(Hunting.descendingOrder(ofScores: []) == [])
    #expect(Hunting.descendingOrder(ofScores: [1]) == [0])
  }

  @Test func agreesWithAStableComparisonSort() {
    var generator = SeededGenerator(seed: 2)
    let scores = (0..<5_000).map { _ in (Float.random(in: -9...9, using: &generator)).rounded() / 3
    }
    let plain = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    #expect(Hunting.descendingOrder(ofScores: scores) == plain)
  }
}
