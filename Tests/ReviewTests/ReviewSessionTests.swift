import Review
import Testing
import Vocabulary

/// The state machine.
@Suite struct ReviewSessionTests {
  @Test func keyAsksForACommitAndNothingMovesBefore() {
    var session = Sample.session()
    let first = Sample.questions(1)[0]
    #expect(session.handle(.character("r")) == [.commit(.answer(first, Sample.classes[0]))])
    #expect(session.question?.objectID == "G0" && session.tally.answered == 0)
    // What is pressed while the disk is busy is dropped, not taken for the next galaxy.
    #expect(session.handle(.character("b")).isEmpty)
    #expect(session.committed(ReviewReceipt(entry: 9)) == [.draw])
    #expect(session.question?.objectID == "G1")
    #expect(session.tally == ReviewTally(answered: 1, remaining: 2))
    #expect(session.classes[0].answers == 1)
  }

  @Test func failedCommitIsShownAndTheQuestionStays() {
    var session = Sample.session()
    _ = session.handle(.character("r"))
    #expect(session.failed("disk full") == [.draw])
    #expect(session.message.contains("disk full") && session.question?.objectID == "G0")
    #expect(session.tally == ReviewTally(remaining: 3))
    session.press("b")
    #expect(session.question?.objectID == "G1" && session.classes[1].answers == 1)
  }

  @Test func undoGoesBackInReverseOrder() {
    var session = Sample.session(4)
    session.press("rsb")
    #expect(session.tally == ReviewTally(answered: 2, skipped: 1, remaining: 1))
    session.press("u")
    #expect(session.question?.objectID == "G2" && session.classes[1].answers == 0)
    session.press("u")
    #expect(session.question?.objectID == "G1")
    session.press("r")
    // G1 is answered anew; the next open one is G2, not the one shown last.
    #expect(session.question?.objectID == "G2")
    session.press("uu")
    #expect(session.question?.objectID == "G0")
    #expect(session.tally == ReviewTally(undone: 4, remaining: 4))
    session.press("u")
    #expect(session.message == "nothing to undo")
    #expect(session.tally.undone == 4)
  }

  @Test func undoNamesTheEntryItTakesBack() {
    var session = Sample.session()
    _ = session.handle(.character("s"))
    _ = session.committed(ReviewReceipt(entry: 42))
    #expect(
      session.handle(.character("u"))
        == [
          .commit(.undo([ReviewEntry(id: 42, galaxy: 101, question: 1, label: nil)]))
        ])
    _ = session.failed("busy")
    #expect(session.tally == ReviewTally(skipped: 1, remaining: 2))
    #expect(session.question?.objectID == "G1")
  }

  @Test func lastAnswerCanStillBeTakenBack() {
    var session = Sample.session(2)
    session.press("rb")
    #expect(session.mode == .finished && session.end == nil)
    // Keys typed ahead neither answer nor leave.
    session.press("rbs")
    #expect(session.mode == .finished && session.tally.answered == 2)
    session.press("u")
    #expect(session.mode == .asking && session.question?.objectID == "G1")
    // What was skipped comes back once.
    session.press("ss")
    #expect(session.handle(.enter) == [.end])
    #expect(session.end == .completed)
    #expect(session.tally == ReviewTally(answered: 1, skipped: 1, undone: 1))
  }

  @Test(arguments: [
    (ReviewKey.character("q"), ReviewEnd.quit), (.endOfInput, .quit), (.interrupt, .interrupted),
  ])
  func leavingKeepsWhatWasAnswered(key: ReviewKey, end: ReviewEnd) {
    var session = Sample.session()
    session.press("r")
    #expect(session.handle(key) == [.end])
    #expect(session.end == end && session.tally.answered == 1)
    #expect(session.handle(.character("r")).isEmpty)
  }

  @Test func unknownKeysAndPastesAnswerNothing() {
    var session = Sample.session()
    session.press("R")
    #expect(session.message.contains("R is no key"))
    session.press(.paste("rrrr"))
    session.press(.other)
    session.press(.enter)
    #expect(session.tally == ReviewTally(remaining: 3))
  }

  @Test func helpAnswersNothing() {
    var session = Sample.session()
    session.press("?")
    #expect(session.mode == .help(line: 0))
    session.press("r")
    #expect(session.mode == .asking && session.tally.answered == 0)
  }

  @Test func withoutQuestionsItHasEnded() {
    var session = Sample.session(0)
    #expect(session.end == .completed && session.question == nil)
    #expect(session.handle(.character("r")).isEmpty)
  }
}
