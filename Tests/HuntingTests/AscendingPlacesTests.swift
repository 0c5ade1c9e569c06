import Evaluation
import Testing

@testable import Hunting

struct AscendingPlacesTests {
  @Test(arguments: [0, 1, 2, 700, 4_096])
  func agreeWithAStableSort(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    // Few different values, both signs and both zeros, so that many are equal.
    let numbers = (0..<count).map { _ in
      Float(Int.random(in: -40...40, using: &generator)) * 0.25
    }
    let expected = numbers.indices.sorted {
      (numbers[$0], $0) < (numbers[$1], $1)
    }
    #expect(numbers.ascendingPlaces == expected)
  }

  @Test func spansAllMagnitudes() {
    let numbers: [Float] = [3e30, -1e-30, 0, 1e-30, -3e30, .infinity, 7, -.infinity, 6.999]
    #expect(numbers.ascendingPlaces.map { numbers[$0] } == numbers.sorted())
  }
}
