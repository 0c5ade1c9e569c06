import Evaluation
import Testing

@testable import Hunting

struct ReplayResultTests {
  @Test func meansCarryTheirInterval() throws {
    let interval = try #require(ReplayResult.meanInterval([1, 2, 3, 4, 5]))
    #expect(interval.estimate == 3)
    // 2.7764 · √(2.5 / 5)
    #expect(abs(interval.upper - 4.963_243) < 1e-5)
    #expect(abs(interval.lower - 1.036_757) < 1e-5)
    #expect(ReplayResult.meanInterval([]) == nil)
    #expect(ReplayResult.meanInterval([7])?.upper == 7)
  }
}
