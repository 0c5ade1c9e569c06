import Store
import Testing
import Vocabulary

/// A class that becomes two.
@Suite struct HuntStoreSplittingTests {
  private func fixture() throws -> StoreFixture {
    let fixture = try StoreFixture()
    try fixture.store.addClass("ring", interest: 2, hunt: fixture.hunt.id)
    try fixture.store.addClass("boring", interest: 0, hunt: fixture.hunt.id)
    try fixture.openRound(0..<3, arm: "interest")
    for question in try fixture.store.openQuestions(hunt: fixture.hunt.id) {
      try fixture.store.answer(
        galaxy: question.galaxy,
        class: try fixture.store.class(named: "ring", hunt: fixture.hunt.id).id,
        hunt: fixture.hunt.id, annotator: "ann",
        question: question.id)
    }
    try fixture.answer(3, "boring")
    return fixture
  }

  private func split(_ fixture: StoreFixture, _ galaxies: [Int]) throws -> HuntClass {
    try fixture.store.splitClass(
      "ring", into: "outer ring", galaxies: galaxies.map { fixture.ids[$0] },
      hunt: fixture.hunt.id, annotator: "bob", now: StoreFixture.time(9))
  }

  @Test func theNamedGalaxiesLeaveWithTheirQuestions() throws {
    let fixture = try fixture()
    let hunt = fixture.hunt.id
    let added = try split(fixture, [1, 2, 1])
    #expect(added.interest == 2 && added.answers == 2)
    #expect(
      try fixture.labels() == [
        "G0": "ring", "G1": "outer ring", "G2": "outer ring", "G3": "boring",
      ])
    let rows = try fixture.store.labels(hunt: hunt)
    #expect(rows.filter { $0.className == "outer ring" }.allSatisfy { $0.arm == "interest" })
    #expect(rows.filter { $0.className == "outer ring" }.allSatisfy { $0.round == 1 })
    #expect(try fixture.store.answerHistory(hunt: hunt).count == 6)
    #expect(try fixture.store.openQuestions(hunt: hunt).isEmpty)
    // Merging the two again is the way back.
    try fixture.store.mergeClass("outer ring", into: "ring", hunt: hunt)
    #expect(try fixture.store.classes(hunt: hunt)[0].answers == 3)
  }

  @Test func whatIsNoSplitChangesNothing() throws {
    let fixture = try fixture()
    #expect(throws: StoreError.notOfClass(objectID: "G3", name: "ring")) {
      try split(fixture, [1, 3])
    }
    #expect(throws: StoreError.cannotSplit(name: "ring", moved: 0, answers: 3)) {
      try split(fixture, [])
    }
    #expect(throws: StoreError.cannotSplit(name: "ring", moved: 3, answers: 3)) {
      try split(fixture, [0, 1, 2])
    }
    #expect(throws: StoreError.classExists(name: "boring")) {
      try fixture.store.splitClass(
        "ring", into: "Boring", galaxies: [fixture.ids[1]], hunt: fixture.hunt.id, annotator: "b")
    }
    #expect(try fixture.store.classes(hunt: fixture.hunt.id).map(\.answers) == [3, 1])
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).count == 4)
  }
}
