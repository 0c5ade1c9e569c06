import AHuntKit
import Foundation
import Hunting
import Testing
import Vocabulary

/// What is replayed is what ships.
@Suite struct ReplayIsTheHuntTests {
  /// A replayed hunt and a hunt played through the library with the same answers ask for the same
  /// galaxies, round after round, and end with the same ranking.
  @Test(arguments: [UInt64(0), 5])
  func aReplayFindsWhatTheHuntFinds(seed: UInt64) throws {
    let fixture = try HuntFixture(galaxies: 120)
    var request = ReplayRequest(anomalies: ["ring"])
    request.rounds = 5
    request.size = 8
    request.repeats = 1
    request.seed = seed
    request.strategies = [.ahunt]
    let replayed = try fixture.hunt.replay(request)
    var found: [Double] = []
    for _ in 0..<5 {
      try fixture.hunt.askRound(RoundRequest(size: 8, seed: seed))
      try fixture.answerAll()
      found.append(Double(try fixture.hunt.labels().count { $0.className == "ring" }))
    }
    #expect(replayed.strategies[0].rounds.map(\.found) == found)
    #expect(found.last! > 20)
    // And both say the same of what is left.
    let census = try #require(try fixture.hunt.rank().census)
    let end = replayed.strategies[0].end.calibration
    #expect(census.leftAtMost.map(Double.init) == end["leftAtMost"]?.mean)
    #expect(census.left.map(Double.init) == end["leftExpected"]?.mean)
    // The replay's area under the ROC curve of what nobody labelled, from the library's own ranking.
    let ranking = try fixture.hunt.rank(RankRequest(count: 120, unlabelledOnly: true))
    let hits = ranking.entries.map { $0.knownClass == "ring" }
    let pairs = hits.indices.filter { hits[$0] }.reduce(0) { sum, place in
      sum + hits[place...].count { !$0 }
    }
    let (wanted, rest) = (hits.count { $0 }, hits.count { !$0 })
    if wanted > 0, rest > 0 {
      let area = Double(pairs) / Double(wanted * rest)
      let told = try #require(replayed.strategies[0].end.unlabelled["auroc"]).mean
      #expect(abs(area - told) < 1e-9)
    }
  }

  @Test func everyIntervalHoldsItsMean() throws {
    let fixture = try HuntFixture(galaxies: 120)
    var request = ReplayRequest(anomalies: ["ring"])
    request.rounds = 3
    request.size = 8
    request.repeats = 4
    request.strategies = [.ahunt, .random]
    let replayed = try fixture.hunt.replay(request)
    let standings = replayed.strategies.flatMap { strategy in
      strategy.rounds.map(\.figures) + [strategy.end] + [strategy.differences].compactMap(\.self)
    }
    #expect(standings.count == 2 * 3 + 2 + 1)
    for standing in standings {
      let all = [
        standing.foundOfEach, standing.labelled, standing.unlabelled, standing.calibration,
      ]
      for (name, metric) in all.joined() {
        #expect(metric.lower <= metric.mean && metric.mean <= metric.upper, "\(name): \(metric)")
      }
    }
    #expect(try #require(replayed.strategies[0].end.calibration["left"]).mean > 1)
  }

  @Test func everyStoredScoreIsAStrategy() throws {
    for kind in ScoreKind.stored {
      #expect(try ReplayStrategy(name: kind.rawValue) == .score(kind))
    }
    // The name of the first versions.
    #expect(try ReplayStrategy(name: "knn") == .score(.neighbour))
  }
}
