import Testing

@testable import Evaluation

@Suite struct SeededGeneratorTests {
  @Test func theSameSeedGivesTheSameSequence() {
    var first = SeededGenerator(seed: 42)
    var second = SeededGenerator(seed: 42)
    var other = SeededGenerator(seed: 43)
    let sequence = (0..<8).map { _ in first.next() }
    #expect(sequence == (0..<8).map { _ in second.next() })
    #expect(sequence != (0..<8).map { _ in other.next() })
  }

  @Test func indicesAreUniform() {
    var generator = SeededGenerator(seed: 9)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.index(below: 7)] += 1 }
    // Five standard deviations of a binomial with mean 10,000.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 470 })
  }
}
