import Review
import Testing
import Vocabulary

/// A page of galaxies at a time.
@Suite struct SheetTests {
  private func session(_ count: Int = 14, pageSize: Int = 12) -> ReviewSession {
    ReviewSession(
      questions: Sample.questions(count).map {
        Question(
          id: $0.id, position: $0.position, galaxy: $0.galaxy, objectID: $0.objectID,
          probabilities: [1: 0.3, 2: 0.6])
      }, classes: Sample.classes, pageSize: pageSize)
  }

  @Test func aPageIsTakenAsItsMostProbableClass() {
    var session = session()
    #expect(session.mode == .sheet && session.sheet?.usual?.name == "boring")
    #expect(session.sheet?.questions.count == 12 && session.ahead(3).count == 12)
    guard case .commit(.page(let answers))? = session.handle(.enter).first else {
      Issue.record("no page")
      return
    }
    #expect(answers.map(\.question.objectID) == (0..<12).map { "G\($0)" })
    #expect(answers.allSatisfy { $0.chosen.name == "boring" })
    #expect(session.tally.answered == 0)
    _ = session.committed(ReviewReceipt(entries: Array(1...12)))
    #expect(session.tally == ReviewTally(answered: 12, remaining: 2))
    #expect(session.sheet?.questions.map(\.objectID) == ["G12", "G13"])
    session.press(.enter)
    #expect(session.mode == .finished && session.handle(.enter) == [.end])
    #expect(session.classes.map(\.answers) == [0, 14])
  }

  @Test func exceptionsAreMarked() {
    var session = session()
    session.laySheet(columns: 4)
    session.press("r")
    #expect(session.sheet?.cursor == 1)
    session.press(.down)
    #expect(session.sheet?.cursor == 5 && session.question?.objectID == "G5")
    session.press(" ")
    session.press(.end)
    session.press("r")
    #expect(session.sheet?.cursor == 11)
    for (key, cursor) in [
      (ReviewKey.right, 11), (.down, 11), (.left, 10), (.up, 6), (.up, 2), (.up, 2), (.home, 0),
      (.left, 0),
    ] {
      session.press(key)
      #expect(session.sheet?.cursor == cursor)
    }
    // The class of the page takes a mark away, and so does a second space.
    session.press("b")
    #expect(session.sheet?.mark(of: session.questions[0]) == .usual)
    session.press(.home)
    session.press("r")
    session.press(.enter)
    let standing = session.history.standing
    #expect(standing.filter { $0.label == 1 }.map(\.galaxy) == [101, 112])
    #expect(standing.count == 11 && session.message == "11 answered, 1 left open")
    // What was left open is not on the next page.
    #expect(session.sheet?.questions.map(\.objectID) == ["G12", "G13"])
    session.press(.enter)
    #expect(session.mode == .finished && session.tally.remaining == 1)
    #expect(session.message.contains("13") || session.message.contains("answered"))
  }

  @Test func anotherClassForThePage() {
    var session = session(3)
    session.press(.tab)
    #expect(session.sheet?.isChoosing == true)
    session.press(.escape)
    #expect(session.sheet?.isChoosing == false)
    session.press(.tab)
    session.press("r")
    #expect(session.sheet?.usual?.name == "ring" && session.sheet?.cursor == 0)
    session.press(.enter)
    #expect(session.classes.map(\.answers) == [3, 0])
  }

  @Test func withoutProbabilitiesTheClassIsChosenFirst() {
    var session = Sample.session(3, pageSize: 12)
    #expect(session.sheet?.usual == nil && session.sheet?.isChoosing == true)
    #expect(session.handle(.enter) == [.draw] && session.message.contains("choose the class"))
    session.press("nshell")
    session.press(.enter)
    #expect(session.sheet?.usual?.name == "shell" && session.mode == .sheet)
    session.press(.enter)
    #expect(session.tally.answered == 3)
  }

  @Test func undoTakesBackThePageAndRedoGivesItAgain() {
    var session = session()
    session.press("r")
    session.press(.enter)
    session.press("u")
    #expect(session.tally == ReviewTally(undone: 12, remaining: 14))
    // The page is as it was, marks and all.
    #expect(session.sheet?.questions.map(\.objectID) == (0..<12).map { "G\($0)" })
    #expect(session.sheet?.usual?.name == "boring")
    #expect(session.sheet?.chosen(for: session.questions[0])?.name == "ring")
    #expect(session.classes.map(\.answers) == [0, 0])
    session.press(.control("r"))
    #expect(session.tally == ReviewTally(answered: 12, remaining: 2))
    #expect(session.classes.map(\.answers) == [1, 11])
    #expect(session.sheet?.questions.count == 2 && session.mode == .sheet)
    session.press("uu")
    #expect(session.tally.remaining == 14 && session.message == "nothing to undo")
  }

  @Test func newClassesFlagsAndHelp() {
    var session = session(4)
    session.press("nshell")
    session.press(.enter)
    #expect(session.mode == .sheet && session.classes.last?.name == "shell")
    #expect(session.sheet?.chosen(for: session.questions[0])?.name == "shell")
    session.press("f")
    #expect(session.remarks.flagged == [102])
    session.press("?")
    session.press("x")
    #expect(session.mode == .sheet)
    session.press("/")
    #expect(session.mode == .sheet && session.message.contains("not for a page"))
    session.press("nrings")
    session.press(.enter)
    session.press(.enter)
    #expect(session.sheet?.chosen(for: session.questions[1])?.name == "ring")
    #expect(session.handle(.character("q")) == [.end])
  }

  @Test func whatSomebodyElseAnsweredLeavesThePage() {
    var session = session(3)
    _ = session.handle(.enter)
    // The rest of the page is written without another key.
    let next = session.overtaken(.init(objectID: "G1", className: "ring", annotator: "bob"))
    guard case .commit(.page(let rest))? = next.first else {
      Issue.record("the page is lost")
      return
    }
    #expect(rest.map(\.question.objectID) == ["G0", "G2"])
    #expect(session.sheet?.questions.map(\.objectID) == ["G0", "G2"])
    #expect(session.tally.remaining == 2 && session.mode == .sheet)
    _ = session.failed("disk full")
    #expect(session.tally.answered == 0 && session.sheet?.questions.count == 2)
    session.press(.enter)
    #expect(session.tally.answered == 2 && session.mode == .finished)
  }

  @Test func thePageHasAHelpOfItsOwn() {
    let session = session()
    let help = session.sheetHelp
    #expect(help.prefix(4).map(\.key) == ["Enter", "arrows", "Tab", "space"])
    #expect(help.contains { $0.key == "u" } && !help.contains { $0.words.contains("stretch") })
  }

  @Test func allLeftOpenRecordsNothing() {
    var session = session(2)
    session.press("  ")
    session.press(.home)
    #expect(session.sheet?.leftOpen == [1, 2])
    #expect(session.handle(.enter) == [.draw])
    #expect(session.mode == .finished && session.tally == ReviewTally(remaining: 2))
  }

  @Test func pagesFitTheirWindow() {
    for (columns, rows) in [(40, 15), (80, 24), (100, 40), (200, 60), (20, 5), (400, 120)] {
      let layout = SheetLayout(TerminalSize(columns: columns, rows: rows))
      #expect(SheetPage.sizes.contains(layout.count), "\(columns)×\(rows)")
    }
    #expect(SheetLayout(TerminalSize(columns: 200, rows: 60)).count > 12)
  }
}
