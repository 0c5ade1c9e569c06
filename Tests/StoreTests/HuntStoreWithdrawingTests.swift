import Foundation
import Testing
import Vocabulary

@testable import Store

/// Rounds that are withdrawn.
@Suite struct HuntStoreWithdrawingTests {
  private let fixture: StoreFixture
  private var store: HuntStore { fixture.store }
  private var hunt: HuntRecord.ID { fixture.hunt.id }

  init() throws {
    fixture = try StoreFixture()
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.openRound(0..<4)
  }

  @Test func whatWasAnsweredStaysAndTheRestMayBeAskedAgain() throws {
    try fixture.answer(0, "ring")
    try store.skip(galaxy: fixture.ids[1], hunt: hunt, annotator: "ann")
    // Answered and taken back: nobody's answer, so it goes.
    try store.retract(try fixture.answer(2, "ring"), annotator: "ann")
    let done = try store.withdrawRound(hunt: hunt, now: StoreFixture.time(5))
    #expect(done == WithdrawnRound(number: 1, withdrawn: 2, kept: 2))
    #expect(try store.openQuestions(hunt: hunt).isEmpty)
    #expect(try store.openQuestionCount(hunt: hunt) == 0)
    #expect(try store.questions(hunt: hunt).map(\.objectID) == ["G0", "G1"])
    #expect(try store.status(hunt: hunt).openQuestions == 0)
    #expect(try fixture.labels() == ["G0": "ring"])
    #expect(try store.rounds(hunt: hunt)[0].withdrawnAt == Timestamp.text(StoreFixture.time(5)))
    #expect(try store.askedGalaxyIDs(hunt: hunt) == Set(fixture.ids[0..<2]))

    #expect(try fixture.openRound(2..<5).number == 2)
    #expect(try store.openQuestions(hunt: hunt).map(\.objectID) == ["G2", "G3", "G4"])
    #expect(throws: StoreError.alreadyAsked(objectID: "G2")) { try fixture.openRound(2..<3) }
    #expect(throws: StoreError.alreadyAsked(objectID: "G0")) { try fixture.openRound(0..<1) }
  }

  @Test func aRoundIsWithdrawnByItsNumberAndOnce() throws {
    try fixture.openRound(4..<6)
    #expect(try store.withdrawRound(1, hunt: hunt).withdrawn == 4)
    #expect(try store.openQuestions(hunt: hunt).map(\.round) == [2, 2])
    #expect(
      try store.withdrawRound(1, hunt: hunt) == WithdrawnRound(number: 1, withdrawn: 0, kept: 0))
    #expect(throws: StoreError.noRound(number: 3)) { try store.withdrawRound(3, hunt: hunt) }
    let other = try store.addHunt(name: "other").id
    #expect(throws: StoreError.noRound(number: 1)) { try store.withdrawRound(hunt: other) }
  }

  /// A session that has such a question on its screen is told, and holds nothing any more.
  @Test func aWithdrawnQuestionTakesNoAnswer() throws {
    let question = try store.questions(hunt: hunt)[0]
    #expect(
      try store.lease([question.id], session: "a", annotator: "ann").got == [question.id])
    try store.withdrawRound(hunt: hunt)
    let ring = try store.class(named: "ring", hunt: hunt).id
    #expect(throws: StoreError.noQuestion(objectID: "question #\(question.id)")) {
      try store.answer(
        galaxy: question.galaxy, class: ring, hunt: hunt, annotator: "ann", question: question.id)
    }
    #expect(try store.lease([question.id], session: "a", annotator: "ann").got.isEmpty)
    #expect(try store.count("SELECT count(*) FROM lease") == 0)
    // The galaxy can be labelled all the same.
    try fixture.answer(0, "ring")
    #expect(try fixture.labels() == ["G0": "ring"])
  }
}
