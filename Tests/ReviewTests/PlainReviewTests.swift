import Foundation
import Review
import Store
import Testing
import Vocabulary

/// Questions and answers in lines of text.
@Suite struct PlainReviewTests {
  /// Types lines, and gives what was told and what came of it.
  private func review(
    _ fixture: ReviewFixture, _ lines: [String], by annotator: String = "ann"
  ) throws -> (told: [String], tally: ReviewTally) {
    var review = try PlainReview(
      store: fixture.store, hunt: fixture.hunt.id, annotator: annotator,
      questions: try fixture.store.openQuestions(hunt: fixture.hunt.id))
    var rest = lines[...]
    var told: [String] = []
    let tally = try review.run(
      read: { rest.popFirst() }, write: { told.append($0) })
    #expect(rest.isEmpty, "not read: \(rest)")
    return (told, tally)
  }

  @Test func classesAreAnsweredByNameAndKey() throws {
    let fixture = try ReviewFixture(questions: 3)
    let (told, tally) = try review(fixture, ["RING", " b ", "new polar ring=2"])
    #expect(tally.answered == 3 && tally.remaining == 0)
    #expect(tally.named.map(\.name) == ["polar ring"])
    #expect(try fixture.labels() == ["G0": "ring", "G1": "boring", "G2": "polar ring"])
    #expect(told[0].contains("G0, 3 questions left"))
    #expect(told[0].contains("Asked because: far from every known kind"))
    #expect(told[0].contains("Classes: ring (r), boring (b)."))
    #expect(told[1] == "Recorded: G0 is ring.")
    #expect(told.last == "No question is left.")
    #expect(!told.joined().contains("secret"))
  }

  /// A slip makes no class, and no class is called as a command is.
  @Test func aNewNameIsAskedBackWhereItMayBeASlip() throws {
    let fixture = try ReviewFixture(questions: 3)
    let (told, tally) = try review(
      fixture, ["new rign", "ring", "new skip", "new b", "new rign", "new borring", "new borring"])
    #expect(told.contains { $0.hasPrefix("\"rign\" is nearly ring.") })
    #expect(told.contains("\"skip\" means something else here; choose another name."))
    #expect(told.contains("\"b\" means something else here; choose another name."))
    #expect(tally.answered == 3 && tally.named.map(\.name) == ["rign", "borring"])
  }

  /// Every line that answers is in the store before the next question is told.
  @Test func anAnswerIsKeptBeforeTheNextQuestion() throws {
    let fixture = try ReviewFixture(questions: 3)
    var review = try PlainReview(
      store: fixture.store, hunt: fixture.hunt.id, annotator: "ann",
      questions: try fixture.store.openQuestions(hunt: fixture.hunt.id))
    var counts: [Int] = []
    _ = try review.run(
      read: { counts.count < 4 ? "ring" : nil },
      write: { text in
        if text.contains("left") {
          counts.append(try fixture.store.answerHistory(hunt: fixture.hunt.id).count)
        }
      })
    #expect(counts == [0, 1, 2, 3])
  }

  @Test func skippedOnesComeBackOnce() throws {
    let fixture = try ReviewFixture(questions: 2)
    let (told, tally) = try review(fixture, ["skip", "ring", "boring"])
    let questions = told.filter { $0.contains(" left\n") }
    #expect(questions.map { $0.contains("G0") } == [true, false, true])
    #expect(tally.answered == 2 && tally.skipped == 0)
    #expect(try fixture.labels() == ["G0": "boring", "G1": "ring"])
    let other = try ReviewFixture(questions: 1)
    let twice = try review(other, ["skip", "skip"]).tally
    #expect(twice.skipped == 1 && twice.answered == 0)
    #expect(try other.store.openQuestions(hunt: other.hunt.id).isEmpty)
  }

  @Test func undoTakesBackAlsoWhatAnEarlierSessionAnswered() throws {
    let fixture = try ReviewFixture(questions: 2)
    _ = try review(fixture, ["ring", "quit"])
    let (told, tally) = try review(fixture, ["undo", "boring", "ring"])
    #expect(told.contains("Took back: G0 was ring."))
    #expect(tally.undone == 1 && tally.answered == 2)
    #expect(try fixture.labels() == ["G0": "boring", "G1": "ring"])
    let none = try ReviewFixture(questions: 1)
    #expect(try review(none, ["undo"]).told.contains("There is nothing to take back."))
  }

  @Test func flagsAndNotesAreKept() throws {
    let fixture = try ReviewFixture(questions: 1)
    let (told, _) = try review(
      fixture,
      ["flag", "note  a faint bridge", "note", "", "ordinray", "borring", "help", "unflag"])
    let remarks = try fixture.store.remarks(hunt: fixture.hunt.id)
    #expect(remarks.map(\.kind) == [.flag, .note, .unflag])
    #expect(remarks.map(\.text) == [nil, "a faint bridge", nil])
    #expect(told.contains("Type note and a text."))
    #expect(told.contains("Type a class, skip, or help."))
    #expect(
      told.contains("No class is called \"ordinray\". To make that class, type: new ordinray"))
    #expect(told.contains { $0.hasPrefix("No class is called \"borring\"; did you mean boring?") })
    #expect(try fixture.labels().isEmpty)
  }

  /// A class may be called as a command is.
  @Test func aClassComesBeforeACommand() throws {
    let fixture = try ReviewFixture(questions: 1, classes: ["Flag"])
    _ = try review(fixture, ["flag"])
    #expect(try fixture.labels() == ["G0": "Flag"])
    #expect(try fixture.store.remarks(hunt: fixture.hunt.id).isEmpty)
  }

  @Test func whatSomebodyElseIsAtIsPassedOver() throws {
    let fixture = try ReviewFixture(questions: 2)
    let first = try fixture.store.openQuestions(hunt: fixture.hunt.id)[0]
    _ = try fixture.store.lease([first.id], session: "other", annotator: "bob")
    let (told, tally) = try review(fixture, ["ring"])
    #expect(try fixture.labels() == ["G1": "ring"] && tally.remaining == 1)
    #expect(told[0].contains("G1"))
    // What this session held is free again.
    #expect(try fixture.store.leases(otherThan: "other").isEmpty)
  }

  /// What was skipped comes back after what was answered and taken back in between, and what somebody
  /// else was at is tried again.
  @Test func nothingIsLostOnTheSecondPass() throws {
    let fixture = try ReviewFixture(questions: 4)
    let open = try fixture.store.openQuestions(hunt: fixture.hunt.id)
    _ = try fixture.store.lease([open[0].id], session: "other", annotator: "bob")
    var review = try PlainReview(
      store: fixture.store, hunt: fixture.hunt.id, annotator: "ann", questions: open)
    // G1 and G2 are skipped, G3 answered; G0 is free by then. G1 is asked once more, and answered;
    // that is taken back twice, so that G0 waits again, and then G1 and G2.
    var rest = ["skip", "skip", "ring", "ring", "ring", "undo", "undo", "boring", "ring", "boring"]
    var told: [String] = []
    let tally = try review.run(
      read: {
        if rest.count == 8 { try fixture.store.release(session: "other") }
        return rest.isEmpty ? nil : rest.removeFirst()
      }, write: { told.append($0) })
    let asked = told.filter { $0.hasPrefix("\nG") }.map { $0.dropFirst().prefix(2) }
    #expect(asked == ["G1", "G2", "G3", "G0", "G1", "G2", "G1", "G0", "G1", "G2"], "\(told)")
    #expect(tally.remaining == 0 && tally.skipped == 0 && rest.isEmpty, "\(tally)")
  }

  @Test func whatWasAnsweredMeanwhileIsSaid() throws {
    let fixture = try ReviewFixture(questions: 2)
    var review = try PlainReview(
      store: fixture.store, hunt: fixture.hunt.id, annotator: "ann",
      questions: try fixture.store.openQuestions(hunt: fixture.hunt.id))
    let ring = try fixture.store.class(named: "ring", hunt: fixture.hunt.id).id
    var told: [String] = []
    var rest = ["boring", "boring"]
    let tally = try review.run(
      read: {
        // While the question is on the screen.
        if rest.count == 2 {
          try fixture.store.answer(
            galaxy: fixture.ids[0], class: ring, hunt: fixture.hunt.id, annotator: "bob")
        }
        return rest.isEmpty ? nil : rest.removeFirst()
      }, write: { told.append($0) })
    #expect(told[1].contains("G0 was answered meanwhile by bob: ring"))
    #expect(tally.overtaken.map(\.annotator) == ["bob"] && tally.answered == 1)
    #expect(try fixture.labels() == ["G0": "ring", "G1": "boring"])
  }
}
