import Foundation
import Store
import Testing
import Vocabulary

/// What a review reads of the log, and answers that are written together.
@Suite struct HuntStoreReviewHistoryTests {
  private let store: HuntStore
  private let hunt: Int64
  private let galaxies: [Int64]
  private let questions: [Question]
  private let ring: HuntClass
  private let boring: HuntClass

  init() throws {
    store = try HuntStore.inMemory()
    let catalog = try store.addCatalog(name: "tiny", source: "tiny", reader: "csv")
    try store.insert(
      (0..<5).map { index in
        NewGalaxy(
          objectID: "G\(index)", ra: 10, dec: -5, source: "", sha256: "\(index)",
          cutout: StoredCutout(
            shape: CutoutShape(width: 1, height: 1), bytes: [UInt8](repeating: 0, count: 3)))
      }, into: catalog.id)
    hunt = try store.defaultHunt().id
    galaxies = try store.galaxyIDs()
    ring = try store.addClass("ring", hunt: hunt)
    boring = try store.addClass("boring", hunt: hunt)
    try store.openRound(
      galaxies.prefix(4).map { NewQuestion(galaxy: $0, arm: "random", score: 0) }, hunt: hunt)
    questions = try store.questions(hunt: hunt)
  }

  private func answer(
    _ index: Int, _ label: HuntClass, by annotator: String = "ann"
  ) throws -> Int64 {
    try store.answer(
      galaxy: galaxies[index], class: label.id, hunt: hunt, annotator: annotator,
      question: questions[index].id)
  }

  @Test func thePersonsOwnStepsAreRead() throws {
    let first = try answer(0, ring)
    _ = try answer(1, ring, by: "bob")
    try store.retract(first, annotator: "bob")
    try store.mergeClass("ring", into: "boring", hunt: hunt)
    let steps = try store.answerSteps(hunt: hunt, annotator: "ann")
    #expect(steps.map(\.isOwn) == [true, false])
    #expect(steps.map(\.retracts) == [nil, first])
    #expect(steps[0].label == boring.id && steps[0].question == questions[0].id)
    #expect(try store.answerSteps(hunt: hunt, annotator: "eve").isEmpty)
  }

  @Test func aChangeIsARetractionAndAnAnswerTogether() throws {
    let first = try answer(0, ring)
    let changed = try store.change(
      first, to: .label(boring.id), hunt: hunt, annotator: "ann", dwell: 2)
    let log = try store.answerHistory(hunt: hunt)
    #expect(log.map(\.kind) == [.answer, .retraction, .answer])
    #expect(log[2].id == changed.answer && log[2].question == questions[0].id)
    #expect(try store.currentLabels(hunt: hunt) == [galaxies[0]: boring.id])
    // What was changed once can't be changed again, and nothing of it is written.
    #expect(throws: StoreError.noAnswer(id: first)) {
      try store.change(first, to: .label(ring.id), hunt: hunt, annotator: "ann")
    }
    #expect(throws: StoreError.self) {
      try store.change(changed.answer, to: .label(99), hunt: hunt, annotator: "ann")
    }
    #expect(throws: StoreError.self) {
      try store.change(
        changed.answer, to: .newClass(name: "a,b", interest: 1), hunt: hunt, annotator: "ann")
    }
    #expect(try store.answerHistory(hunt: hunt) == log)
    let made = try store.change(
      changed.answer, to: .newClass(name: "shell", interest: 2), hunt: hunt, annotator: "ann")
    #expect(made.added?.name == "shell")
    #expect(try store.classes(hunt: hunt).first { $0.name == "shell" }?.answers == 1)
  }

  @Test func aPageIsWrittenWholeOrNotAtAll() throws {
    func page(_ indices: Int...) -> [PageAnswer] {
      indices.map {
        PageAnswer(
          galaxy: galaxies[$0], question: questions[$0].id, label: $0 == 2 ? nil : ring.id, dwell: 1
        )
      }
    }
    let ids = try store.answer(page: page(0, 1, 2), hunt: hunt, annotator: "ann")
    #expect(try store.answerHistory(hunt: hunt).map(\.id) == ids)
    #expect(try store.answerHistory(hunt: hunt).map(\.kind) == [.answer, .answer, .skip])
    let steps = try store.answerSteps(hunt: hunt, annotator: "ann")
    #expect(steps[0].isOfOnePage(with: steps[1]) && steps[1].isOfOnePage(with: steps[2]))
    #expect(
      throws: StoreError.answeredMeanwhile(objectID: "G1", class: "ring", annotator: "ann")
    ) {
      try store.answer(page: page(3, 1), hunt: hunt, annotator: "bob")
    }
    #expect(try store.answerHistory(hunt: hunt).count == 3)
    #expect(throws: StoreError.noAnswer(id: 99)) {
      try store.retract(all: [ids[0], 99], annotator: "ann")
    }
    #expect(try store.currentLabels(hunt: hunt).count == 2)
    #expect(try store.retract(all: ids.reversed(), annotator: "ann").count == 3)
    #expect(try store.openQuestions(hunt: hunt).count == 4)
  }

  @Test func aGalaxyThatWasNeverAskedIsAQuestionToo() throws {
    let found = try store.question(about: galaxies[4], hunt: hunt)
    #expect(found.isLookedUp && found.asked == nil && found.objectID == "G4" && found.ra == 10)
    #expect(found.isOpen && found.label == nil)
    try store.answer(galaxy: galaxies[4], class: ring.id, hunt: hunt, annotator: "bob")
    #expect(try store.question(about: galaxies[4], hunt: hunt).label == ring.id)
    let asked = try store.question(about: galaxies[0], hunt: hunt)
    #expect(asked == questions[0] && asked.asked == questions[0].id)
    #expect(throws: StoreError.noGalaxy(objectID: "#77")) {
      try store.question(about: 77, hunt: hunt)
    }
  }

  @Test func aClassWithoutAnswersGoes() throws {
    let shell = try store.addClass("shell", hunt: hunt)
    try store.openRound(
      [NewQuestion(galaxy: galaxies[4], arm: "random", score: 0)], hunt: hunt)
    try store.removeClass("SHELL", hunt: hunt)
    #expect(try store.classes(hunt: hunt).map(\.name) == ["ring", "boring"])
    let first = try answer(0, ring)
    #expect(throws: StoreError.classInUse(name: "ring", answers: 1)) {
      try store.removeClass("ring", hunt: hunt)
    }
    #expect(throws: StoreError.self) { try store.removeClass("shell", hunt: hunt) }
    // A round knew it, so its number is given to no other class; its name is free.
    #expect(try store.addClass("Shell", hunt: hunt).id == shell.id + 1)
    // The log goes on to name what was taken back.
    try store.retract(first, annotator: "ann")
    try store.removeClass("ring", hunt: hunt)
    #expect(try store.classes(hunt: hunt).map(\.name) == ["boring", "Shell"])
    #expect(try store.answerHistory(hunt: hunt).first?.className == "ring")
    // Answered anew, it is a class again, without a key.
    _ = try store.answer(
      page: [PageAnswer(galaxy: galaxies[0], question: nil, label: ring.id, dwell: 1)], hunt: hunt,
      annotator: "ann")
    let again = try #require(try store.classes(hunt: hunt).first)
    #expect(again.id == ring.id && again.answers == 1 && again.key == nil)
  }

  @Test func aRemovedClassGoesWithWhatWasMergedIntoIt() throws {
    let first = try answer(0, ring)
    try store.mergeClass("ring", into: "boring", hunt: hunt)
    #expect(throws: StoreError.classInUse(name: "boring", answers: 1)) {
      try store.removeClass("boring", hunt: hunt)
    }
    try store.retract(first, annotator: "ann")
    try store.removeClass("boring", hunt: hunt)
    #expect(try store.classes(hunt: hunt).isEmpty)
    #expect(try store.directory(hunt: hunt).target(of: "ring") == nil)
    // What was answered with the one counts for a class that has the other's name by now.
    let new = try store.addClass("boring", hunt: hunt)
    _ = try store.answer(
      page: [PageAnswer(galaxy: galaxies[0], question: nil, label: ring.id, dwell: 1)], hunt: hunt,
      annotator: "ann")
    #expect(try store.classes(hunt: hunt).map(\.id) == [new.id])
    #expect(try store.currentLabels(hunt: hunt) == [galaxies[0]: new.id])
  }
}
