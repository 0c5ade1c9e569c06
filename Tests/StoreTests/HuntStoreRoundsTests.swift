import Foundation
import Store
import Testing
import Vocabulary

/// Rounds and their questions.
@Suite struct HuntStoreRoundsTests {
  @Test func questionsComeBackInOrderWithTheirReasons() throws {
    let fixture = try StoreFixture()
    let round = try fixture.openRound(3..<6)
    #expect(round.number == 1 && round.size == 3 && round.seed == 7)
    #expect(round.arms == #"{"novelty":1}"#)
    let questions = try fixture.store.questions(hunt: fixture.hunt.id, round: 1)
    #expect(questions.map(\.position) == [1, 2, 3])
    #expect(questions.map(\.objectID) == ["G3", "G4", "G5"])
    #expect(questions.map(\.score) == [3, 4, 5])
    #expect(questions[0].probabilities == [1: 0.25] && questions[0].reserve == 0.75)
    #expect(questions[0].arm == "novelty")
    #expect(questions[0].why == "far from the rest" && questions.allSatisfy(\.isOpen))
    #expect(questions[0].ra == 3 && questions[0].round == 1)
  }

  /// What the head said follows a class through another name and into the class it becomes part of.
  @Test func probabilitiesFollowTheirClass() throws {
    let fixture = try StoreFixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    let ring = try store.addClass("ring", hunt: hunt).id
    let shell = try store.addClass("shell", hunt: hunt).id
    try store.openRound(
      [
        NewQuestion(
          galaxy: fixture.ids[0], arm: "interest", score: 1,
          probabilities: [ring: 0.5, shell: 0.25], reserve: 0.25)
      ], hunt: hunt)
    try store.renameClass("ring", to: "annulus", hunt: hunt)
    func said() throws -> Question { try store.questions(hunt: hunt)[0] }
    #expect(try said().probabilities == [ring: 0.5, shell: 0.25])
    try store.mergeClass("annulus", into: "shell", hunt: hunt)
    #expect(try said().probabilities == [shell: 0.75])
    #expect(try said().reserve == 0.25)
  }

  /// A round keeps the classes and interests it was planned with, whatever is changed afterwards.
  @Test func aRoundKeepsWhatItFollowedFrom() throws {
    struct Basis: Decodable, Equatable {
      struct Class: Decodable, Equatable {
        let id: Int64
        let name: String
        let interest: Double
      }
      let classes: [Class]
      let lastAnswer: Int64?
      let network: Int64?
    }
    let fixture = try StoreFixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    func basis(_ number: Int) throws -> Basis {
      let text = try #require(try store.rounds(hunt: hunt)[number - 1].basis)
      return try JSONDecoder().decode(Basis.self, from: Data(text.utf8))
    }
    let ring = try store.addClass("ring", interest: 2, hunt: hunt).id
    try fixture.openRound(0..<2)
    #expect(
      try basis(1)
        == Basis(
          classes: [.init(id: ring, name: "ring", interest: 2)], lastAnswer: nil, network: nil))
    _ = try store.importLabels(
      [Label(objectID: "G0", className: "ring"), Label(objectID: "G5", className: "lens")],
      hunt: hunt, annotator: "file")
    try store.weighClass("ring", interest: 0.5, hunt: hunt)
    try store.renameClass("lens", to: "arc", hunt: hunt)
    try fixture.openRound(2..<4)
    #expect(try basis(1).classes.map(\.interest) == [2])
    let second = try basis(2)
    #expect(second.classes.map(\.name) == ["ring", "arc"])
    #expect(second.classes.map(\.interest) == [0.5, 0])
    #expect(second.lastAnswer == 2)
  }

  @Test func noGalaxyIsAskedTwice() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<3)
    #expect(throws: StoreError.alreadyAsked(objectID: "G2")) { try fixture.openRound(2..<5) }
    let twice = NewQuestion(galaxy: fixture.ids[7], arm: "random", score: 0)
    #expect(throws: StoreError.alreadyAsked(objectID: "G7")) {
      try fixture.store.openRound([twice, twice], hunt: fixture.hunt.id)
    }
    // A refused round leaves neither itself nor the questions before the refused one.
    #expect(try fixture.store.rounds(hunt: fixture.hunt.id).count == 1)
    #expect(try fixture.store.questions(hunt: fixture.hunt.id).count == 3)
    #expect(try fixture.openRound(3..<5).number == 2)
    let other = try fixture.store.addHunt(name: "second")
    #expect(try fixture.store.openRound([twice], hunt: other.id).number == 1)
  }

  @Test func roundsMustHoldUsableQuestions() throws {
    let fixture = try StoreFixture()
    #expect(throws: StoreError.emptyRound) {
      try fixture.store.openRound([], hunt: fixture.hunt.id)
    }
    #expect(throws: StoreError.self) {
      try fixture.store.openRound(
        [NewQuestion(galaxy: fixture.ids[0], arm: "novelty", score: .nan)],
        hunt: fixture.hunt.id)
    }
    #expect(throws: StoreError.self) {
      try fixture.store.openRound(
        [NewQuestion(galaxy: 999, arm: "novelty", score: 1)], hunt: fixture.hunt.id)
    }
    #expect(throws: StoreError.noRound(number: 4)) {
      try fixture.store.questions(hunt: fixture.hunt.id, round: 4)
    }
  }

  @Test func answersSkipsAndUndosOpenAndCloseQuestions() throws {
    let fixture = try StoreFixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    try fixture.openRound(0..<3)
    try store.addClass("ring", hunt: hunt)
    func open() throws -> [String] { try store.openQuestions(hunt: hunt).map(\.objectID) }

    try fixture.answer(0, "ring")
    #expect(try open() == ["G1", "G2"])
    let skip = try store.skip(galaxy: fixture.ids[1], hunt: hunt, annotator: "ann")
    #expect(try open() == ["G2"])
    try store.retract(skip, annotator: "ann")
    #expect(try open() == ["G1", "G2"])
    #expect(try store.retractLast(hunt: hunt, annotator: "ann")?.objectID == "G0")
    #expect(try open() == ["G0", "G1", "G2"])
    let questions = try store.questions(hunt: hunt)
    #expect(questions.allSatisfy { $0.label == nil && $0.isOpen })
  }

  @Test func askedGalaxiesIncludeThoseLabelledOtherwise() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    let answer = try fixture.answer(5, "ring")
    #expect(
      try fixture.store.askedGalaxyIDs(hunt: fixture.hunt.id)
        == [fixture.ids[0], fixture.ids[1], fixture.ids[5]])
    try fixture.store.retract(answer, annotator: "ann")
    #expect(
      try fixture.store.askedGalaxyIDs(hunt: fixture.hunt.id) == [fixture.ids[0], fixture.ids[1]])
  }
}
