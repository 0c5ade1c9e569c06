import Evaluation
import Testing

@testable import Hunting

struct ReplayResultTests {
  /// Quantiles from scipy; `Fixtures/intervals.py`.
  @Test(arguments: [(1, 12.706_20), (4, 2.776_45), (9, 2.262_16), (19, 2.093_02), (40, 2.021_08)])
  func studentQuantilesAgreeWithScipy(degrees: Int, wanted: Double) {
    #expect(abs(ReplayResult.studentQuantile(degrees: degrees) - wanted) < 2e-3)
  }

  @Test func meansCarryTheirInterval() throws {
    let interval = try #require(ReplayResult.meanInterval([1, 2, 3, 4, 5]))
    #expect(interval.estimate == 3)
    // 2.7764 · √(2.5 / 5)
    #expect(abs(interval.upper - 4.963_2) < 1e-3)
    #expect(abs(interval.lower - 1.036_8) < 1e-3)
    #expect(ReplayResult.meanInterval([]) == nil)
    #expect(ReplayResult.meanInterval([7])?.upper == 7)
  }
}
