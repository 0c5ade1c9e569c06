import Review
import Testing
import Vocabulary

/// Which key does what.
@Suite struct ReviewCommandTests {
  private func session(keys: String) -> ReviewSession {
    ReviewSession(
      questions: Sample.questions(3),
      classes: keys.enumerated().map {
        HuntClass(id: Int64($0 + 1), name: "class \($1)", interest: 1, key: $1)
      })
  }

  @Test func noKeyHasTwoMeaningsAndNoneIsANewClasss() {
    let keys = ReviewCommand.allCases.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(ClassKeys.reserved == Set("?qusnf/;+=-[] "))
    for command in ReviewCommand.allCases {
      #expect(!command.keys.isEmpty && command.keys.allSatisfy { $0.name != nil })
      #expect(command.keys.allSatisfy { ReviewCommand.of($0) == command })
    }
  }

  /// Hunts of before may have classes with keys that are commands now: these stay theirs for ever.
  @Test func aClassKeepsItsKeyAndTheCommandHasAnother() {
    var session = session(keys: "f/;+-[]=")
    for key in "f/;" {
      guard case .commit(.answer(_, let chosen))? = session.handle(.character(key)).first else {
        Issue.record("\(key) does not answer")
        continue
      }
      #expect(chosen.key == key)
      _ = session.failed("")
    }
    let before = session.view
    session.press("u")
    #expect(session.view == before)
    session.press(.pageUp)
    #expect(session.view.zoom == 2)
    session.press(.down)
    #expect(session.view.subject == .reconstruction)
    #expect(session.handle(.control("f")) == [.commit(.flag(Sample.questions(1)[0], true))])
    _ = session.failed("")
    session.press(.control("g"))
    #expect(session.prompt?.label == "object id: ")
    session.press(.escape)
    session.press(.control("n"))
    #expect(session.prompt?.label == "note: ")
  }

  @Test func theHelpSaysWhatHolds() {
    func key(_ words: String, _ keys: String) -> String? {
      session(keys: keys).commandHelp.first { $0.words.hasPrefix(words) }?.key
    }
    #expect(key("flag", "r") == "f" && key("flag", "f") == "Ctrl-F")
    #expect(key("find", "r") == "/" && key("find", "/") == "Ctrl-/")
    #expect(key("zoom in", "+") == "=" && key("zoom in", "+=") == "PageUp")
    #expect(key("skip", "r") == "space" && key("undo", "r") == "u" && key("redo", "r") == "Ctrl-R")
    #expect(key("look back", "r") == "←" && key("another stretch", "r") == "Tab")
    // Every command with words is there, whatever keys the classes have.
    let all = session(keys: "f/;+-[]=").commandHelp
    #expect(all.count == ReviewCommand.allCases.count { $0.words != nil })
  }

  @Test func everyCommandsKeyDoesIt() {
    var session = Sample.session(4)
    session.press("+")
    session.press("+++")
    #expect(session.view.zoom == 8)
    session.press("-")
    #expect(session.view.zoom == 4)
    session.press(.pageDown)
    session.press("--")
    #expect(session.view.zoom == 1)
    session.press("=")
    #expect(session.view.zoom == 2)
    var seen: [PictureView.Stretch] = []
    for _ in PictureView.Stretch.all {
      session.press(.tab)
      seen.append(session.view.stretch)
    }
    #expect(seen == Array(PictureView.Stretch.all.dropFirst()) + [.stored])
    session.press(.backTab)
    #expect(session.view.stretch == .band(2))
    session.press("]")
    session.press(.down)
    #expect(session.view.subject == .residual)
    session.press("[[")
    session.press(.up)
    #expect(session.view.subject == .batch)
    // The next galaxy is shown as a galaxy, whole; the stretch stays as it was chosen.
    session.press("r")
    #expect(session.view.subject == .galaxy && session.view.zoom == 1)
    #expect(session.view.stretch == .band(2) && session.tally.answered == 1)
    #expect(session.handle(.reply(Array("\u{1B}[?62;4c".utf8))).isEmpty)
    #expect(session.handle(.character("q")) == [.end])
  }

  @Test func helpScrollsAndAnyOtherKeyLeavesIt() {
    var session = Sample.session()
    session.press("?")
    session.helpExtent = HelpExtent(lines: 30, rows: 10)
    let steps: [(ReviewKey, Int)] = [
      (.down, 1), (.down, 2), (.up, 1), (.up, 0), (.up, 0), (.pageDown, 9), (.character(" "), 18),
      (.character(" "), 20), (.pageDown, 20), (.pageUp, 11), (.home, 0), (.end, 20), (.enter, 20),
    ]
    for (key, line) in steps {
      session.press(key)
      #expect(session.mode == .help(line: line), "\(key)")
    }
    session.press("r")
    #expect(session.mode == .asking && session.tally.answered == 0)
    // A help that is seen whole does not scroll.
    session.press("?")
    session.helpExtent = HelpExtent(lines: 5, rows: 10)
    session.press(.down)
    #expect(session.mode == .help(line: 0))
  }
}
