import Testing

@testable import Hunting

struct RankFusionTests {
  @Test func percentilesShareTiesAndPutNaNLast() {
    #expect(RankFusion.percentiles([5, 1, 3]) == [1, 0, 0.5])
    #expect(RankFusion.percentiles([2, 2, 1, 3, 2]) == [0.5, 0.5, 0, 1, 0.5])
    #expect(RankFusion.percentiles([.nan, 1, 2]) == [0, 0.5, 1])
    #expect(RankFusion.percentiles([.nan, .nan, 7]) == [0.25, 0.25, 1])
    #expect(RankFusion.percentiles([4]) == [1])
  }

  @Test func fusionIgnoresUnits() throws {
    let small: [Float] = [0.1, 0.2, 0.3]
    let large: [Float] = [3_000, 1_000, 2_000]
    let fused = try RankFusion.fuse([small, large])
    #expect(fused == [0.5, 0.25, 0.75])
    #expect(try RankFusion.fuse([small, large.map { $0 * $0 }]) == fused)
  }

  @Test func weightsLeanOnOneScore() throws {
    #expect(try RankFusion.fuse([[1, 2], [2, 1]], weights: [3, 1]) == [0.25, 0.75])
  }

  @Test func refusesScoresThatDoNotFit() {
    #expect(throws: HuntingError.countMismatch(what: "scores", expected: 2, found: 1)) {
      try RankFusion.fuse([[1, 2], [1]])
    }
    #expect(throws: HuntingError.emptyPool) { try RankFusion.fuse([]) }
    #expect(throws: HuntingError.countMismatch(what: "fusion weights", expected: 1, found: 2)) {
      try RankFusion.fuse([[1, 2]], weights: [1, 1])
    }
  }
}
