import Review
import Testing
import Vocabulary

/// Classes that are named in the middle of a review.
@Suite struct ReviewNamingTests {
  private func typed(_ text: String, in session: inout ReviewSession) -> [ReviewEffect] {
    _ = session.handle(.character("n"))
    for character in text { _ = session.handle(.character(character)) }
    return session.handle(.enter)
  }

  @Test func newClassAnswersAndGetsAKey() throws {
    var session = Sample.session()
    let question = Sample.questions(1)[0]
    #expect(
      typed("  tidal  tail", in: &session)
        == [.commit(.answerNew(question, try NewClassEntry("tidal tail")))])
    let added = HuntClass(id: 9, name: "tidal tail", interest: 1, key: "t", answers: 1)
    _ = session.committed(ReviewReceipt(entry: 1, added: added))
    #expect(session.classes.last == added)
    #expect(session.question?.objectID == "G1" && session.message.contains("(t)"))
    session.press("t")
    #expect(session.classes.last?.answers == 2)
    session.press("uu")
    #expect(session.classes.last?.answers == 0 && session.question?.objectID == "G0")
  }

  @Test func interestComesAfterAnEqualsSign() throws {
    var session = Sample.session()
    #expect(
      typed("star=0", in: &session)
        == [.commit(.answerNew(Sample.questions(1)[0], try NewClassEntry("star=0")))])
  }

  @Test func knownNameAnswersWithTheKnownClass() {
    var session = Sample.session()
    #expect(
      typed("RING", in: &session)
        == [.commit(.answer(Sample.questions(1)[0], Sample.classes[0]))])
  }

  @Test(arguments: ["a,b", "a=b", "a=-1", "=2", "a\u{7}", "a=inf", "a=2=3"])
  func invalidNameKeepsWhatWasTyped(text: String) {
    var session = Sample.session()
    #expect(typed(text, in: &session) == [.draw])
    #expect(session.prompt?.line.text == text && !session.message.isEmpty)
    #expect(session.tally == ReviewTally(remaining: 3))
  }

  @Test func editingKeysEdit() {
    var session = Sample.session()
    session.press("nabc")
    session.press(.backspace)
    #expect(session.prompt?.line.text == "ab")
    session.press(.paste("q\nr"))
    #expect(session.prompt?.line.text == "abq r")
    session.press(.control("u"))
    session.press(.backspace)
    #expect(session.prompt?.line.text == "")
    session.press("quns?")
    #expect(session.prompt?.line.text == "quns?")
    session.press(.escape)
    #expect(session.mode == .asking && session.tally == ReviewTally(remaining: 3))
  }

  @Test func emptyNameGoesBack() {
    var session = Sample.session()
    #expect(typed("   ", in: &session) == [.draw])
    #expect(session.mode == .asking)
  }

  @Test func endOfInputWhileNamingLeavesWithoutAClass() {
    var session = Sample.session()
    session.press("nri")
    #expect(session.handle(.endOfInput) == [.end])
    #expect(session.end == .quit && session.classes.count == 2)
  }

  @Test func failedClassIsNotListed() {
    var session = Sample.session()
    _ = typed("shell", in: &session)
    _ = session.failed("there is a class called Shell already")
    #expect(session.classes.count == 2 && session.mode == .asking)
    #expect(session.question?.objectID == "G0")
  }
}
