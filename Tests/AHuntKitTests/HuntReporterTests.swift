import Foundation
import Hunting
import Pages
import Store
import Tensors
import TestSupport
import Testing

@testable import AHuntKit

/// What is gathered for the hunt's page.
@Suite struct HuntReporterTests {
  private func reporter(_ fixture: HuntFixture) throws -> HuntReporter {
    HuntReporter(
      hunt: fixture.hunt, store: fixture.hunt.store,
      snapshot: try HuntSnapshot(fixture.hunt.store, hunt: fixture.hunt.id),
      engine: EngineChoice(device: .cpu, precision: .float32), replays: [])
  }

  private func truth(_ fixture: HuntFixture) -> HuntTruth {
    HuntTruth(
      isOfInterest: fixture.ids.indices.map { fixture.survey.label($0) == "ring" },
      isLabelled: fixture.ids.map { _ in false }, interests: ["ring"])
  }

  /// Each round's ranking has learned what was answered before the next one was asked, and no more.
  @Test func rankingsOfThePastKnowOnlyThePast() throws {
    let fixture = try HuntFixture()
    #expect(try reporter(fixture).pastRankings(truth(fixture)).isEmpty)
    var asked = RoundRequest(size: 6)
    asked.seed = 4
    _ = try fixture.hunt.askRound(asked)
    try fixture.answerAll()
    let after = try reporter(fixture).snapshot.ranking().scores().map(Double.init)
    for _ in 0..<2 {
      // Times are of a millisecond.
      Thread.sleep(forTimeInterval: 0.01)
      _ = try fixture.hunt.askRound(asked)
      try fixture.answerAll()
    }
    let past = try reporter(fixture).pastRankings(truth(fixture))
    #expect(past.map(\.round) == [1, 2, 3] && past.map(\.labels) == [6, 12, 18])
    #expect(past[0].values == after)
    let now = try reporter(fixture).snapshot.ranking().scores().map(Double.init)
    #expect(past[2].values == now && past[0].values != now)
    let rings = try fixture.hunt.classes().first { $0.name == "ring" }?.answers
    #expect(past[2].labelledOfInterest == rings)
    #expect(try reporter(fixture).pastRankings(nil).isEmpty)
  }

  @Test func manyRoundsAreSpreadAndTheLastIsThere() {
    #expect(HuntReporter.spread([1, 2, 3], atMost: 8) == [1, 2, 3])
    #expect(HuntReporter.spread(Array(1...20), atMost: 4) == [5, 10, 15, 20])
    #expect(HuntReporter.spread(Array(1...9), atMost: 8).last == 9)
  }

  @Test func doubtsAreThoseOfTheLibrary() throws {
    let fixture = try HuntFixture(galaxies: 60)
    let slip = try #require((0..<60).first { fixture.survey.label($0) == "ring" })
    let other = try #require((0..<60).map { fixture.survey.label($0) }.first { $0 != "ring" })
    for index in 0..<60 {
      let id = try fixture.hunt.store.galaxies(ids: [fixture.ids[index]])[0].objectID
      let name = index == slip ? other : fixture.survey.label(index)
      _ = try fixture.hunt.label(id, as: name, isNew: true, annotator: "ann")
      if index < 12 {
        let word = index == 0 ? "odd" : name
        _ = try fixture.hunt.label(id, as: word, isNew: true, annotator: "bob")
      }
    }
    let doubts = try fixture.hunt.store.snapshot { store in
      try HuntReporter(
        hunt: fixture.hunt, store: store,
        snapshot: try HuntSnapshot(store, hunt: fixture.hunt.id),
        engine: EngineChoice(device: .cpu, precision: .float32), replays: []
      ).doubts()
    }
    #expect(doubts.sharedGalaxies == 12 && doubts.pairs.count == 1 && doubts.kappa != nil)
    #expect(doubts.disagreements.count == 1)
    #expect(
      try doubts.mistakes.count == fixture.hunt.likelyMistakes().count && !doubts.mistakes.isEmpty)
  }

  /// Another digest where a galaxy or its pixels are others.
  @Test func theDigestIsOfNamesAndPixels() throws {
    let records = try HuntFixture().hunt.store.galaxies()
    #expect(TrainingData.digest(of: records) == (try TrainingData(HuntFixture().hunt.store).digest))
    #expect(TrainingData.digest(of: records) != TrainingData.digest(of: Array(records.dropLast())))
  }
}
