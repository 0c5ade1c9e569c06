import Evaluation
import Testing

@testable import Hunting

struct ReplayResultTests {
  private func result(_ found: [Int], _ strategy: ReplayStrategy = .random) -> ReplayResult {
    ReplayResult(
      strategy: strategy,
      repeats: found.map { found in
        [
          ReplayRound(
            round: 1, labels: 20, found: found, foundOfEach: ["ring": found],
            finds: (0..<found).map { $0 + 1 },
            trueCandidates: Double(found) / 20,
            withLabelled: ReplayMetrics(scores: [1, 0], isAnomaly: [true, false]),
            withoutLabelled: ReplayMetrics(scores: [1, 0], isAnomaly: [true, false]),
            calibration: nil, yield: [])
        ]
      })
  }

  @Test func meansStayWithinWhatIsPossible() throws {
    let few = try #require(result([0, 0, 1, 0, 3]).finalSummary(in: 0...20) { Double($0.found) })
    // Student's alone would say −0.8 to 2.4.
    #expect(few.estimate == 0.8 && few.lower > 0 && few.upper > 2.4)
    let same = result([7, 7]).summary(round: 0, in: 0...20) { Double($0.found) }
    #expect(same == Interval(estimate: 7, lower: 7, upper: 7))
    #expect(result([]).finalSummary(in: 0...20) { Double($0.found) } == nil)
    #expect(result([7]).summary(round: 1, in: 0...20) { Double($0.found) } == nil)
  }

  @Test func differencesAreTakenHuntByHunt() throws {
    let one = result([3, 9, 6], .ahunt)
    let other = result([1, 7, 5])
    let found = try #require(
      other.finalDifference(to: one, in: 0...20) { Double($0.found) })
    #expect(abs(found.estimate + 5.0 / 3) < 1e-12)
    // The hunts differ by 6, their differences by 1.
    #expect(found.upper - found.lower < 3.2 && found.upper < 0)
    #expect(one.finalDifference(to: result([]), in: 0...20) { Double($0.found) } == nil)
  }
}
