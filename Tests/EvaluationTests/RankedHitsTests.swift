import Testing

@testable import Evaluation

@Suite struct RankedHitsTests {
  @Test func rankWeightedScoreByHand() {
    // N = 3 of 6; hits at ranks 1, 3 and 5: (3 + 1) / 6.
    let ranked = RankedHits(hits: [true, false, true, false, true, false])
    #expect(agree(ranked.rankWeightedScore, 4.0 / 6))
    #expect(agree(ranked.recall(at: 3), 2.0 / 3))
    #expect(agree(ranked.precision(at: 4), 0.5))
    #expect(ranked.interestCount == 3)
  }

  @Test func perfectAndWorstRankings() {
    #expect(RankedHits(hits: [true, true, false, false, false]).rankWeightedScore == 1)
    #expect(RankedHits(hits: [false, false, false, true, true]).rankWeightedScore == 0)
    #expect(RankedHits(hits: [true, true, false]).matthewsCorrelation(at: 2) == 1)
  }

  @Test func promotingAHitNeverLowersTheScore() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<100 {
      var hits = (0..<30).map { _ in Int.random(in: 0..<4, using: &generator) == 0 }
      hits[29] = true
      let before = try #require(RankedHits(hits: hits).rankWeightedScore)
      guard let place = (1..<30).first(where: { hits[$0] && !hits[$0 - 1] }) else { continue }
      hits.swapAt(place, place - 1)
      let after = try #require(RankedHits(hits: hits).rankWeightedScore)
      #expect(after >= before)
    }
  }

  @Test func scoresAreRankedFromTheHighest() {
    let ranked = RankedHits(
      scores: [0.2, .nan, 0.9, 0.2], isOfInterest: [true, true, false, false])
    #expect(ranked.hits == [false, true, false, true])
  }

  @Test func nothingOfInterestHasNoScore() {
    let ranked = RankedHits(hits: [false, false])
    #expect(ranked.rankWeightedScore == nil)
    #expect(ranked.recall(at: 1) == nil)
    #expect(ranked.precision(at: 1) == 0)
    #expect(ranked.recallCurve.isEmpty)
    #expect(RankedHits(hits: []).precision(inTop: 0.01) == nil)
  }

  @Test func topShareRoundsUp() {
    let ranked = RankedHits(hits: [true] + [Bool](repeating: false, count: 149))
    #expect(ranked.precision(inTop: 0.01) == 0.5)
    #expect(ranked.recallCurve.count == 151)
    #expect(ranked.recallCurve[1] == 1)
    #expect(ranked.found(at: 1_000) == 1)
  }

  @Test func matthewsCorrelationAtRankEqualsTheBinaryOne() {
    let hits = [true, false, true, true, false, false, true, false]
    let ranked = RankedHits(hits: hits)
    for rank in 0...8 {
      let predicted = hits.indices.map { $0 < rank }
      #expect(
        agree(
          ranked.matthewsCorrelation(at: rank),
          matthewsCorrelation(truth: hits, predicted: predicted)))
    }
  }

  @Test func discoveriesAccumulate() {
    let curve = DiscoveryCurve(answersOfInterest: [true, false, true, true], prevalence: 0.25)
    #expect(curve.found == [0, 1, 1, 2, 3])
    #expect(curve.labels == 4 && curve.total == 3)
    #expect(curve.expected(at: 4) == 1)
    #expect(curve.gain == 3)
    #expect(DiscoveryCurve(answersOfInterest: [], prevalence: nil).gain == nil)
  }
}
