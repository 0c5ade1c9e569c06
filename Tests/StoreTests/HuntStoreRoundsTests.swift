import Store
import Testing

/// Rounds and their questions.
@Suite struct HuntStoreRoundsTests {
  @Test func questionsComeBackInOrderWithTheirReasons() throws {
    let fixture = try StoreFixture()
    let round = try fixture.openRound(3..<6)
    #expect(round.number == 1 && round.size == 3 && round.seed == 7)
    #expect(round.arms == #"{"novelty":1}"#)
    let questions = try fixture.store.questions(hunt: fixture.hunt.id, round: 1)
    #expect(questions.map(\.position) == [1, 2, 3])
    #expect(questions.map(\.galaxy.objectID) == ["G3", "G4", "G5"])
    #expect(questions.map(\.score) == [3, 4, 5])
    #expect(questions[0].probabilities == ["ring": 0.25] && questions[0].arm == "novelty")
    #expect(questions[0].why == "far from the rest" && questions.allSatisfy(\.isOpen))
    #expect(questions[0].galaxy.ra == 3 && questions[0].round == 1)
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
    func open() throws -> [String] { try store.openQuestions(hunt: hunt).map(\.galaxy.objectID) }

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
