import Foundation
import Store
import Testing
import Vocabulary

/// Rounds that are asked one question at a time.
@Suite struct GrowingRoundTests {
  private func ask(
    _ index: Int, _ fixture: StoreFixture, inRound number: Int?, lastAnswer: Int64? = nil
  ) throws -> Question {
    let model = try fixture.store.latestModel(kind: .embedder)?.id
    let embedder =
      try model
      ?? fixture.store.save(
        NewModel(kind: .embedder, preset: "seed", weights: Data([0]), softwareVersion: "test"))
    return try fixture.store.ask(
      NewQuestion(
        galaxy: fixture.ids[index], arm: "novelty", score: 1, probabilities: [:], reserve: 1,
        why: "new"),
      inRound: number, GrowingRound(arms: ["novelty": 1], seed: 5, model: embedder),
      lastAnswer: lastAnswer, hunt: fixture.hunt.id, now: StoreFixture.time(1))
  }

  @Test func theFirstQuestionOpensARoundAndTheOthersJoinIt() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2)
    let first = try ask(2, fixture, inRound: nil)
    #expect(first.round == 2 && first.position == 1 && first.objectID == "G2" && first.isOpen)
    #expect(first.why == "new" && first.reserve == 1)
    let second = try ask(5, fixture, inRound: 2, lastAnswer: 7)
    #expect(second.round == 2 && second.position == 2)
    #expect(try ask(3, fixture, inRound: 2, lastAnswer: 9).position == 3)
    let rounds = try fixture.store.rounds(hunt: fixture.hunt.id)
    #expect(rounds.map(\.size) == [2, 3] && rounds[1].seed == 5)
    let basis =
      try JSONSerialization.jsonObject(
        with: Data(try #require(rounds[1].basis).utf8)) as? [String: Any]
    let followed = try #require(basis?["followed"] as? [Any])
    #expect(followed.map { $0 as? Int } == [nil, 7, 9] && basis?["classes"] != nil)
    #expect(
      try fixture.store.questions(hunt: fixture.hunt.id, round: 2).map(\.objectID)
        == ["G2", "G5", "G3"])
  }

  @Test func whatWasAskedOrAnsweredIsRefusedAndNothingChanges() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    _ = try ask(2, fixture, inRound: nil)
    try fixture.answer(4, "ring")
    let before = try fixture.store.rounds(hunt: fixture.hunt.id)
    for (index, round) in [(0, 2), (2, 2), (4, 2), (4, nil), (1, nil)] {
      #expect(throws: StoreError.alreadyAsked(objectID: "G\(index)")) {
        try ask(index, fixture, inRound: round)
      }
    }
    #expect(throws: StoreError.noRound(number: 9)) { try ask(5, fixture, inRound: 9) }
    #expect(try fixture.store.rounds(hunt: fixture.hunt.id) == before)
    #expect(try fixture.store.questions(hunt: fixture.hunt.id).count == 3)
  }

  @Test func theNewestEntryOfTheLogIsKnown() throws {
    let fixture = try StoreFixture()
    #expect(try fixture.store.lastAnswer(hunt: fixture.hunt.id) == nil)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    let entry = try fixture.answer(4, "ring")
    #expect(try fixture.store.lastAnswer(hunt: fixture.hunt.id) == entry)
  }

  @Test func recipesAreEqualWhereverTheirMosaicsLie() throws {
    let (one, other) = (CutoutRecipe(arcsec: 2, mosaic: "/a.fits"), CutoutRecipe(arcsec: 2))
    #expect(one == other && one != CutoutRecipe(arcsec: 3, mosaic: "/a.fits"))
    let old = try JSONDecoder().decode(CutoutRecipe.self, from: Data(#"{"crop":0.5}"#.utf8))
    #expect(old == CutoutRecipe(crop: 0.5) && old.mosaic == nil)
  }
}
