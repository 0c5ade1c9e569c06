import Foundation
import Testing

@testable import Hunting

struct ClassVotesTests {
  private let head = HeadProbabilities(
    classes: [1, 2, 3], isTrained: [true, true, true], rows: 3,
    values: [
      0.2, 0.1, 0.3, 0.4,
      0.05, 0.45, 0.3, 0.2,
      0.1, 0.1, 0.6, 0.2,
    ])

  private func votes(_ weight: Double) -> ClassVotes {
    ClassVotes(
      classes: [3, 1],
      values: [0.25, 0.75, 0.5, 0.5, .nan, .nan], weight: weight)
  }

  @Test func weightZeroLeavesTheHeadAlone() {
    #expect(head.pooled(with: votes(0)) == head)
  }

  @Test func atWeightOneTheVotesDivideWhatTheHeadGivesToTheirClasses() {
    let pooled = head.pooled(with: votes(1))
    #expect(abs(pooled.probability(0, 0) - 0.5 * 0.75) < 1e-6)
    #expect(abs(pooled.probability(0, 2) - 0.5 * 0.25) < 1e-6)
    // A class that the votes do not know, and the reserve, stay.
    #expect(abs(pooled.probability(0, 1) - 0.1) < 1e-6)
    #expect(abs(pooled.reserve(0) - 0.4) < 1e-6)
  }

  @Test func betweenTheyAreAGeometricMean() {
    let pooled = head.pooled(with: votes(0.5))
    let ring = sqrt(0.2 * 0.5 * 0.75)
    let boring = sqrt(0.3 * 0.5 * 0.25)
    let total = ring + boring + 0.1 + 0.4
    #expect(abs(Double(pooled.probability(0, 0)) - ring / total) < 1e-6)
    #expect(abs(Double(pooled.probability(0, 2)) - boring / total) < 1e-6)
    for row in 0..<3 {
      #expect(abs(pooled[row].reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func aGalaxyWithoutVotesStaysAsItIs() {
    let pooled = head.pooled(with: votes(0.7))
    #expect(Array(pooled[2]) == Array(head[2]))
  }

  @Test func votesOfStrangersChangeNothing() {
    let strange = ClassVotes(classes: [9], values: [1, 1, 1], weight: 1)
    #expect(head.pooled(with: strange) == head)
  }

  @Test func wantedSharesAreAmongAnsweredClasses() {
    let shares = head.wantedShares([true, true, false])
    #expect(abs(shares[0] - 0.5) < 1e-6)
    #expect(abs(shares[2] - 0.25) < 1e-6)
  }
}
