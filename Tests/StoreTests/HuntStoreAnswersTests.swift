import Store
import Testing
import Vocabulary

/// The append-only log of answers.
@Suite struct HuntStoreAnswersTests {
  private func fixture() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<4)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.store.addClass("boring", interest: 0, hunt: fixture.hunt.id)
    return fixture
  }

  @Test func laterAnswerHoldsAndUndoBringsTheEarlierBack() throws {
    let fixture = try fixture()
    try fixture.answer(0, "ring")
    let second = try fixture.answer(0, "boring", by: "bob")
    #expect(try fixture.labels() == ["G0": "boring"])
    try fixture.store.retract(second, annotator: "ann")
    #expect(try fixture.labels() == ["G0": "ring"])
    #expect(throws: StoreError.noAnswer(id: second)) {
      try fixture.store.retract(second, annotator: "ann")
    }
    #expect(throws: StoreError.noAnswer(id: 99)) {
      try fixture.store.retract(99, annotator: "ann")
    }
  }

  @Test func undoTakesTheAnnotatorsOwnLastEntryUntilNoneIsLeft() throws {
    let fixture = try fixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    try fixture.answer(0, "ring")
    try store.skip(galaxy: fixture.ids[1], hunt: hunt, annotator: "ann")
    try fixture.answer(2, "boring", by: "bob")
    #expect(try store.retractLast(hunt: hunt, annotator: "ann")?.kind == .skip)
    #expect(try store.retractLast(hunt: hunt, annotator: "ann")?.className == "ring")
    #expect(try store.retractLast(hunt: hunt, annotator: "ann") == nil)
    #expect(try fixture.labels() == ["G2": "boring"])
    // Answering once more after an undo is the redo.
    try fixture.answer(0, "ring")
    #expect(try fixture.labels() == ["G0": "ring", "G2": "boring"])
    let kinds = try store.answerHistory(hunt: hunt).map(\.kind)
    #expect(kinds == [.answer, .skip, .answer, .retraction, .retraction, .answer])
  }

  @Test func entriesCarryQuestionRoundDwellAndTime() throws {
    let fixture = try fixture()
    let question = try fixture.store.questions(hunt: fixture.hunt.id)[1]
    let id = try fixture.store.answer(
      galaxy: fixture.ids[1],
      class: try fixture.store.class(named: "RING", hunt: fixture.hunt.id).id,
      hunt: fixture.hunt.id, annotator: "ann",
      question: question.id, dwell: 2.5, now: StoreFixture.time(60))
    let entry = try fixture.store.answerHistory(hunt: fixture.hunt.id)[0]
    #expect(entry.id == id && entry.objectID == "G1" && entry.className == "ring")
    #expect(entry.round == 1 && entry.question == question.id && entry.dwell == 2.5)
    #expect(entry.answeredAt == "2025-02-19T21:21:00.000Z" && entry.retracts == nil)
    try fixture.store.retract(id, annotator: "bob")
    let last = try fixture.store.answerHistory(hunt: fixture.hunt.id)[1]
    #expect(last.kind == .retraction && last.retracts == id && last.annotator == "bob")
    #expect(last.question == question.id && last.className == nil)
  }

  @Test func newClassAndItsAnswerComeTogetherOrNotAtAll() throws {
    let fixture = try fixture()
    let made = try fixture.store.answer(
      galaxy: fixture.ids[0], newClass: " shell ", interest: 3, hunt: fixture.hunt.id,
      annotator: "ann", keys: { name, _ in name.last })
    #expect(made.added.name == "shell" && made.added.key == "l" && made.added.interest == 3)
    #expect(try fixture.labels() == ["G0": "shell"])
    #expect(throws: StoreError.self) {
      try fixture.store.answer(
        galaxy: 999, newClass: "ghost", hunt: fixture.hunt.id, annotator: "ann")
    }
    #expect(
      try fixture.store.classes(hunt: fixture.hunt.id).map(\.name) == ["ring", "boring", "shell"])
  }

  @Test func wrongReferencesAreRefused() throws {
    let fixture = try fixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    #expect(throws: StoreError.noClass(name: "blob", known: ["ring", "boring"])) {
      try fixture.answer(0, "blob")
    }
    let question = try store.questions(hunt: hunt)[0]
    // The question is about another galaxy.
    #expect(throws: StoreError.self) {
      try store.answer(
        galaxy: fixture.ids[1], class: try fixture.store.class(named: "ring", hunt: hunt).id,
        hunt: hunt, annotator: "ann",
        question: question.id)
    }
    #expect(throws: StoreError.self) { try fixture.answer(0, "ring", by: "") }
    #expect(throws: StoreError.self) {
      try store.skip(galaxy: fixture.ids[0], hunt: hunt, annotator: "ann", dwell: -1)
    }
    #expect(try store.answerHistory(hunt: hunt).isEmpty)
  }

  @Test(arguments: [
    "UPDATE answer SET annotator = 'eve'",
    "DELETE FROM answer",
    "DELETE FROM answer WHERE id = 1",
    "INSERT OR REPLACE INTO answer (id, hunt, galaxy, kind, annotator, answeredAt)"
      + " VALUES (1, 1, 1, 'skip', 'eve', '2025-01-01')",
    "INSERT OR REPLACE INTO answer (hunt, galaxy, kind, retracts, annotator, answeredAt)"
      + " VALUES (1, 2, 'retraction', 2, 'eve', '2025-01-01')",
    "INSERT INTO answer (hunt, galaxy, kind, retracts, annotator, answeredAt)"
      + " VALUES (1, 2, 'retraction', 1, 'eve', '2025-01-01')",
    "INSERT INTO answer (hunt, galaxy, kind, retracts, annotator, answeredAt)"
      + " VALUES (1, 2, 'retraction', 3, 'eve', '2025-01-01')",
    "INSERT INTO answer (hunt, galaxy, kind, annotator, answeredAt)"
      + " VALUES (1, 1, 'answer', 'eve', '2025-01-01')",
    "INSERT INTO answer (hunt, galaxy, kind, annotator, answeredAt)"
      + " VALUES (1, 1, 'skip', 'eve', 'now-ish')",
    "DELETE FROM galaxy WHERE id = 1",
    "DELETE FROM class",
  ])
  func logRefuses(sql: String) throws {
    let fixture = try fixture()
    try fixture.answer(0, "ring")
    let second = try fixture.answer(1, "ring")
    try fixture.store.retract(second, annotator: "ann")
    let before = try fixture.store.answerHistory(hunt: fixture.hunt.id)
    #expect(throws: (any Error).self) { try fixture.store.execute(sql) }
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id) == before)
  }

  @Test func mergedClassTakesNoNewAnswer() throws {
    let fixture = try fixture()
    try fixture.store.mergeClass("ring", into: "boring", hunt: fixture.hunt.id)
    #expect(throws: (any Error).self) {
      try fixture.store.execute(
        "INSERT INTO answer (hunt, galaxy, kind, class, annotator, answeredAt)"
          + " VALUES (1, 1, 'answer', 1, 'eve', '2025-01-01')")
    }
  }

  @Test func aQuestionThatSomebodyAnsweredMeanwhileIsNotAnsweredOver() throws {
    let fixture = try StoreFixture(galaxies: 4)
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    try fixture.openRound(0..<4)
    let ring = try store.addClass("ring", hunt: hunt)
    let merger = try store.addClass("merger", hunt: hunt)
    let questions = try store.questions(hunt: hunt)
    try store.answer(
      galaxy: questions[0].galaxy, class: ring.id, hunt: hunt, annotator: "ann",
      question: questions[0].id)
    try store.skip(
      galaxy: questions[1].galaxy, hunt: hunt, annotator: "ann", question: questions[1].id)
    func late(_ place: Int) throws {
      try store.answer(
        galaxy: questions[place].galaxy, class: merger.id, hunt: hunt, annotator: "bob",
        question: questions[place].id)
    }
    let taken = StoreError.answeredMeanwhile(objectID: "G0", class: "ring", annotator: "ann")
    #expect(throws: taken) { try late(0) }
    #expect(throws: StoreError.answeredMeanwhile(objectID: "G1", class: nil, annotator: "ann")) {
      try late(1)
    }
    #expect(throws: taken) {
      try store.skip(
        galaxy: questions[0].galaxy, hunt: hunt, annotator: "bob", question: questions[0].id)
    }
    #expect(throws: taken) {
      try store.answer(
        galaxy: questions[0].galaxy, newClass: "shell", hunt: hunt, annotator: "bob",
        question: questions[0].id)
    }
    #expect(try store.classes(hunt: hunt).map(\.name) == ["ring", "merger"])
    #expect(throws: StoreError.noQuestion(objectID: "question #99")) {
      try store.answer(
        galaxy: questions[2].galaxy, class: ring.id, hunt: hunt, annotator: "bob", question: 99)
    }
    #expect(try fixture.labels() == ["G0": "ring"])
    // What is taken back is open again, and an answer to no question may always be given.
    try store.retractLast(hunt: hunt, annotator: "ann")
    try late(1)
    try fixture.answer(0, "merger", by: "bob")
    #expect(try fixture.labels() == ["G0": "merger", "G1": "merger"])
  }

  @Test func aClassThatSomebodyNamedMeanwhileIsAnsweredWith() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    let theirs = try store.addClass("shell", interest: 2, hunt: hunt)
    let made = try store.answer(
      galaxy: fixture.ids[0], newClass: "Shell", interest: 5, hunt: hunt, annotator: "bob")
    #expect(made.added.id == theirs.id && made.added.interest == 2)
    #expect(try fixture.labels() == ["G0": "shell"])
    try store.addClass("arc", hunt: hunt)
    try store.mergeClass("shell", into: "arc", hunt: hunt)
    try store.answer(galaxy: fixture.ids[1], newClass: "shell", hunt: hunt, annotator: "bob")
    #expect(try fixture.labels() == ["G0": "arc", "G1": "arc"])
  }
}
