import Store
import Testing
import Vocabulary

@testable import Review

/// Back to what was answered, to any galaxy, and on with what is open.
@Suite struct ReviewMovingTests {
  private func entry(_ session: ReviewSession) -> ReviewEntry? {
    if case .entry(let entry) = session.place { entry } else { nil }
  }

  @Test func arrowsGoBackAndForth() {
    var session = Sample.session(5)
    session.press("rb")
    #expect(session.question?.objectID == "G2")
    session.press(.left)
    #expect(session.question?.objectID == "G1" && session.answered?.name == "boring")
    session.press(.left)
    #expect(session.question?.objectID == "G0" && session.answered?.name == "ring")
    session.press(.left)
    #expect(session.question?.objectID == "G0" && session.message.contains("first"))
    session.press(.right)
    session.press(.right)
    #expect(session.question?.objectID == "G2" && session.place == .open)
    session.press(.right)
    session.press(.right)
    #expect(session.question?.objectID == "G4")
    session.press(.right)
    #expect(session.question?.objectID == "G4" && session.message.contains("last open"))
    session.press(.left)
    #expect(session.question?.objectID == "G3")
    // What was looked at without an answer is still open, and asked after what follows.
    session.press("rr")
    #expect(session.question?.objectID == "G2")
    #expect(session.tally == ReviewTally(answered: 4, remaining: 1))
  }

  @Test func aClassKeyChangesAnAnswer() {
    var session = Sample.session(3)
    session.press("rb")
    session.press(.left)
    session.press(.left)
    let first = try? #require(entry(session))
    guard let first else { return }
    #expect(
      session.handle(.character("b"))
        == [.commit(.change(first, Sample.questions(1)[0], to: session.classes[1]))])
    #expect(session.tally.answered == 2 && session.classes.map(\.answers) == [1, 1])
    _ = session.committed(ReviewReceipt(entry: 77))
    // The person is back where they were; the change is the last entry of the log.
    #expect(session.question?.objectID == "G2" && session.place == .open)
    #expect(session.classes.map(\.answers) == [0, 2])
    #expect(session.tally == ReviewTally(answered: 2, remaining: 1))
    #expect(session.history.undoable.map(\.id) == [77])
    // What was said before stands again, and can be taken back too.
    session.press("u")
    #expect(session.question?.objectID == "G0" && session.answered?.id == first.label)
    #expect(session.classes.map(\.answers) == [1, 1] && session.tally.answered == 2)
    #expect(session.message == "G0 is ring again")
    session.press(.control("r"))
    #expect(
      session.answered?.id == session.classes[1].id && session.message == "G0 is boring again")
    #expect(session.classes.map(\.answers) == [0, 2])
    session.press("uuu")
    #expect(session.place == .open && session.questions.count == 3)
    #expect(session.classes.map(\.answers) == [0, 0] && session.history.standing.isEmpty)
  }

  /// Somebody renames one class, merges another and makes a third while this review goes on.
  @Test func whatIsDoneToTheClassesElsewhereIsTakenIn() {
    var session = ReviewSession(
      questions: Sample.questions(4),
      classes: Sample.classes + [HuntClass(id: 3, name: "blob", interest: 0, key: "l")])
    session.press("rl")
    let ring = HuntClass(id: 1, name: "annulus", interest: 1, key: "r")
    session.take(
      ClassDirectory(
        [ring, Sample.classes[1], HuntClass(id: 4, name: "arc", interest: 1, key: "a")],
        merged: [("blob", 1)]))
    #expect(session.classes.map(\.name) == ["annulus", "boring", "arc"])
    #expect(session.classes.map(\.answers) == [2, 0, 0])
    session.press(.left)
    #expect(session.answered?.name == "annulus")
    session.press("a")
    #expect(session.message == "G1: arc" && session.classes.map(\.answers) == [1, 0, 1])
    session.press("u")
    #expect(session.message == "G1 is annulus again")
    #expect(session.classes.map(\.answers) == [2, 0, 0])
    // A key is pressed before the news has come.
    let old = HuntClass(id: 3, name: "blob", interest: 0, key: "l")
    session.press(.right)
    _ = session.commit(.answer(Sample.questions(4)[2], old))
    _ = session.committed(ReviewReceipt(entry: 9))
    #expect(session.message == "G2: annulus")
  }

  /// What the head made of a galaxy goes on to be shown once it is answered.
  @Test func whatTheHeadSaidBeforeAnAnswerStays() {
    var session = Sample.session(3)
    let first = session.questions[0]
    let belief = ReviewBeliefs.Belief(probabilities: [1: 0.7], reserve: 0.3, why: "likely")
    _ = session.believe(
      ReviewBeliefs(generation: 1, beliefs: [first.id: belief], order: [first.id]))
    session.press("r")
    _ = session.believe(ReviewBeliefs(generation: 2, beliefs: [:], order: []))
    session.press(.left)
    #expect(session.question == first && session.belief(of: first) == belief)
    session.press(" ")
    #expect(session.message == "G0 stays ring" && session.tally.skipped == 0)
  }

  @Test func theSameClassChangesNothing() {
    var session = Sample.session(3)
    session.press("rr")
    session.press(.left)
    session.press("r")
    #expect(session.question?.objectID == "G2" && session.message == "G1 is ring already")
    session.press(.left)
    session.press(.left)
    #expect(session.handle(.character(" ")) == [.draw])
    #expect(session.question?.objectID == "G1" && session.tally.answered == 2)
    session.press(.escape)
    #expect(session.question?.objectID == "G2")
  }

  @Test func anAnswerChangesToANewClass() {
    var session = Sample.session(2)
    session.press("r")
    session.press(.left)
    session.press("nshell")
    session.press(.enter)
    #expect(session.classes.map(\.name) == ["ring", "boring", "shell"])
    #expect(session.classes.map(\.answers) == [0, 0, 1] && session.question?.objectID == "G1")
  }

  @Test func whatWasSkippedComesBackOnceAtTheEnd() {
    var session = Sample.session(4)
    session.press(" r s".replacing(" s", with: "s") + "b")
    #expect(session.tally == ReviewTally(answered: 2, skipped: 2))
    #expect(session.mode == .asking && session.question?.objectID == "G0")
    #expect(entry(session)?.label == nil && session.answered == nil)
    // Skipped again, it stays skipped, and nothing is written.
    #expect(session.handle(.character(" ")) == [.draw])
    #expect(session.question?.objectID == "G2")
    guard
      case .commit(.change(_, let question, to: let chosen))? =
        session.handle(.character("r")).first
    else {
      Issue.record("it is not answered")
      return
    }
    #expect(question.objectID == "G2" && chosen.name == "ring")
    _ = session.committed(ReviewReceipt(entry: 5))
    #expect(session.mode == .finished)
    #expect(session.tally == ReviewTally(answered: 3, skipped: 1))
    // Back from the end to what was answered, and to the end again.
    session.press(.left)
    #expect(session.question?.objectID == "G2" && session.mode == .asking)
    session.press(.right)
    #expect(session.mode == .finished && session.handle(.enter) == [.end])
  }

  @Test func redoAnswersAnewWhatWasTakenBack() {
    var session = Sample.session(4)
    session.press("rbu")
    #expect(session.handle(.character("u")).count == 1)
    _ = session.committed(ReviewReceipt(entry: 9))
    #expect(session.question?.objectID == "G0" && session.tally.undone == 2)
    session.press(.control("r"))
    #expect(session.question?.objectID == "G1" && session.message == "again G0: ring")
    session.press(.control("r"))
    #expect(session.question?.objectID == "G2")
    #expect(session.tally == ReviewTally(answered: 2, remaining: 2))
    #expect(session.classes.map(\.answers) == [1, 1])
    session.press(.control("r"))
    #expect(session.message == "nothing to redo")
    // Another answer ends what could be redone; the same one does not.
    session.press("uurb")
    session.press(.control("r"))
    #expect(session.message == "nothing to redo" && session.tally.answered == 2)
    session.press("uub")
    session.press(.control("r"))
    #expect(session.message == "nothing to redo" && session.tally.answered == 1)
  }

  @Test func undoReachesEarlierEvenings() {
    let log = [
      AnswerStepSample.answer(1, galaxy: 901, label: 1), .answer(2, galaxy: 902, label: nil),
      .retraction(3, of: 1),
    ].map(\.step)
    var session = ReviewSession(
      questions: Sample.questions(2), classes: Sample.classes, history: ReviewHistory(log))
    let earlier = Question(id: 55, galaxy: 902, objectID: "old")
    #expect(session.tally == ReviewTally(remaining: 2))
    // An arrow asks for the galaxy, which this session has not seen.
    session.press(.left, finding: [earlier])
    #expect(session.question?.objectID == "old" && entry(session)?.id == 2)
    session.press(.right)
    guard case .commit(.redo(let again))? = session.handle(.control("r")).first else {
      Issue.record("nothing is redone")
      return
    }
    #expect(again.map(\.id) == [1])
    _ = session.committed(ReviewReceipt(entry: 4))
    guard case .commit(.undo(let entries))? = session.handle(.character("u")).first else {
      Issue.record("nothing is undone")
      return
    }
    #expect(entries.map(\.id) == [4])
    _ = session.committed(
      ReviewReceipt(entries: [5], questions: [Question(id: 54, galaxy: 901, objectID: "older")]))
    #expect(session.question?.objectID == "older" && session.place == .open)
    #expect(session.tally == ReviewTally(undone: 1, remaining: 3))
    session.press("r")
    #expect(session.question?.objectID == "G0" && session.tally.answered == 1)
  }

  @Test func withNothingOpenThereIsStillSomethingToTakeBack() {
    let log = [AnswerStepSample.answer(1, galaxy: 101, label: 1).step]
    var session = ReviewSession(
      questions: [], classes: Sample.classes, history: ReviewHistory(log))
    #expect(session.mode == .finished && session.message.contains("no question is open"))
    _ = session.handle(.character("u"))
    _ = session.committed(ReviewReceipt(entries: [2], questions: Sample.questions(1)))
    #expect(session.question?.objectID == "G0" && session.mode == .asking)
    #expect(ReviewSession(questions: [], classes: Sample.classes).end == .completed)
  }

  @Test func anyGalaxyIsFoundAndLabelled() {
    var session = Sample.session(3)
    session.press("r")
    let strange = Question.lookedUp(galaxy: 500, objectID: "M 51")
    session.press("/M 51")
    #expect(session.prompt?.line.text == "M 51")
    session.press(.enter, finding: [strange])
    #expect(session.question?.objectID == "M 51" && session.place == .lookedUp)
    #expect(session.handle(.character("b")) == [.commit(.answer(strange, Sample.classes[1]))])
    _ = session.committed(ReviewReceipt(entry: 9))
    #expect(session.question?.objectID == "G1" && session.message == "M 51: boring")
    #expect(session.tally == ReviewTally(answered: 2, remaining: 2))
    #expect(session.history.standing.last?.question == nil)
    // What is open is asked, what was answered can be changed.
    session.press("/G2")
    session.press(.enter, finding: Sample.questions(3))
    #expect(session.place == .open && session.question?.objectID == "G2")
    session.press("/G0")
    session.press(.enter, finding: Sample.questions(3))
    #expect(entry(session) != nil && session.answered?.name == "ring")
    session.press(.escape)
    #expect(session.question?.objectID == "G2")
    session.press("/M 51")
    session.press(.enter, finding: [strange])
    #expect(session.answered?.name == "boring")
    session.press(.right)
    session.press("u")
    #expect(session.question?.objectID == "M 51" && session.place == .lookedUp)
    #expect(session.tally.remaining == 2)
    session.press(" ")
    #expect(session.question?.objectID == "G2")
  }

  @Test func whatIsNotFoundCanBeMended() {
    var session = Sample.session()
    session.press("/  M 15 ")
    session.press(.enter)
    #expect(session.message == "no galaxy has the object id M 15")
    #expect(session.prompt?.line.text == "M 15")
    session.press(.backspace)
    session.press(.escape)
    #expect(session.mode == .asking && session.question?.objectID == "G0")
    session.press("/")
    session.press(.enter)
    #expect(session.mode == .asking && session.tally == ReviewTally(remaining: 3))
  }

  @Test func flagsAndNotesAreKept() {
    var session = Sample.session()
    session.press("f")
    #expect(session.remarks.flagged == [101] && session.message == "G0 is flagged for later")
    #expect(session.question?.objectID == "G0")
    session.press("f")
    #expect(session.remarks.flagged.isEmpty)
    session.press(";two cores")
    #expect(session.handle(.enter) == [.commit(.note(Sample.questions(1)[0], "two cores"))])
    #expect(session.remarks.notes.isEmpty)
    _ = session.committed(ReviewReceipt(entry: 1))
    #expect(session.remarks.notes[101] == ["two cores"] && session.mode == .asking)
    session.press(";x")
    session.press(.escape)
    session.press(";  ")
    session.press(.enter)
    #expect(session.remarks.notes[101] == ["two cores"])
    #expect(session.tally == ReviewTally(remaining: 3))
  }

  @Test func theOrderFollowsWhatTheHeadBelieves() {
    var session = Sample.session(6)
    session.press("r")
    func believe(_ generation: Int, _ order: [Int64]) {
      _ = session.believe(
        ReviewBeliefs(
          generation: generation,
          beliefs: [2: .init(probabilities: [1: 0.9], reserve: 0.1, why: "now")], order: order))
    }
    #expect(session.upcoming?.objectID == "G2")
    believe(1, [6, 5, 4, 2])
    // The question on the screen stays, what the head says nothing of keeps its place.
    #expect(session.questions.map(\.objectID) == ["G1", "G2", "G5", "G4", "G3"])
    #expect(session.question?.objectID == "G1")
    #expect(session.belief(of: session.questions[0])?.why == "now")
    believe(1, [3])
    #expect(session.questions.map(\.objectID) == ["G1", "G2", "G5", "G4", "G3"])
    // Also while an earlier answer is looked at.
    session.press(.left)
    believe(2, [4, 5, 6, 3])
    #expect(session.question?.objectID == "G0")
    session.press(.right)
    #expect(session.question?.objectID == "G1" && session.upcoming?.objectID == "G3")
  }

  @Test func questionsThatAreChosenMeanwhileFollow() {
    var session = ReviewSession(
      questions: [], classes: Sample.classes, expectsMore: true)
    #expect(session.mode == .waiting && session.question == nil && session.end == nil)
    #expect(session.handle(.character("r")) == [.draw])
    #expect(session.message == "the next question is being chosen")
    session.press("?")
    let questions = Sample.questions(3)
    _ = session.add(questions[0])
    session.press("x")
    #expect(session.mode == .asking && session.question?.objectID == "G0")
    #expect(session.add(questions[0]).isEmpty && session.questions.count == 1)
    _ = session.add(questions[1])
    session.press("r")
    #expect(session.question?.objectID == "G1")
    session.press("s")
    #expect(session.mode == .waiting)
    _ = session.add(questions[2])
    session.press("r")
    // What was skipped comes back when there is no more.
    #expect(session.mode == .waiting)
    _ = session.noMore()
    #expect(session.mode == .asking && session.question?.objectID == "G1")
    session.press("s")
    #expect(session.mode == .finished)
  }

  @Test func whatOthersAreAtIsPassedOver() {
    var session = Sample.session(4)
    _ = session.passOver([1, 3])
    #expect(session.question?.objectID == "G1" && session.tally.remaining == 4)
    #expect(session.ahead(8).map(\.objectID) == ["G1", "G3"])
    session.press("rr")
    #expect(session.mode == .finished && session.message == "G3: ring")
    #expect(session.tally == ReviewTally(answered: 2, remaining: 2))
    let isMore = session.takeElsewhere()
    #expect(isMore)
    #expect(session.question?.objectID == "G0" && session.mode == .asking)
    _ = session.passOver([3])
    session.press("r")
    #expect(session.mode == .finished && session.tally.remaining == 1)
  }

  @Test func whatIsGoneIsLeftOut() {
    var session = Sample.session(3)
    _ = session.handle(.character("r"))
    _ = session.outdated("G0 is no longer asked")
    #expect(session.question?.objectID == "G1" && session.tally == ReviewTally(remaining: 2))
    session.press("r")
    _ = session.handle(.character("u"))
    _ = session.outdated("there is no standing answer 3 to retract")
    #expect(session.history.standing.isEmpty && session.question?.objectID == "G2")
    session.press("u")
    #expect(session.message == "nothing to undo")
  }
}

/// Entries of a log.
struct AnswerStepSample {
  let step: AnswerStep

  static func answer(
    _ id: Int64, galaxy: Int64, label: Int64?, at time: String = "", dwell: Double? = nil,
    isOwn: Bool = true
  ) -> AnswerStepSample {
    AnswerStepSample(
      step: AnswerStep(
        id: id, galaxy: galaxy, question: galaxy - 100, label: label, dwell: dwell,
        answeredAt: time, isOwn: isOwn))
  }

  static func retraction(
    _ id: Int64, of entry: Int64, galaxy: Int64 = 0, at time: String = "", isOwn: Bool = true
  ) -> AnswerStepSample {
    AnswerStepSample(
      step: AnswerStep(
        id: id, galaxy: galaxy, question: nil, label: nil, retracts: entry, answeredAt: time,
        isOwn: isOwn))
  }
}
