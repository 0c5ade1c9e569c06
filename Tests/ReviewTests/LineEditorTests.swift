import Testing

@testable import Review

/// The line of the prompts.
@Suite struct LineEditorTests {
  private func edited(_ text: String = "", _ keys: ReviewKey...) -> LineEditor {
    var line = LineEditor(text)
    for key in keys where !line.handle(key) { Issue.record("\(key) edits nothing") }
    return line
  }

  @Test func lettersGoInAtTheCursor() {
    let line = edited("tail", .home, .character("a"), .right, .character("b"))
    #expect(line.text == "atbail" && line.cursor == 3)
    #expect(edited("ab", .left, .left, .left, .character("x")).text == "xab")
    #expect(edited("ab", .right, .end, .character("x")).text == "abx")
  }

  @Test(
    arguments: [
      ([.backspace], "tidal tai", 9), ([.home, .backspace], "tidal tail", 0),
      ([.delete], "tidal tail", 10), ([.home, .delete], "idal tail", 0),
      ([.control("w")], "tidal ", 6), ([.control("w"), .control("w")], "", 0),
      ([.control("w"), .control("w"), .control("w")], "", 0),
      ([.left, .left, .control("w")], "tidal il", 6),
      ([.control("u")], "", 0), ([.left, .control("u")], "l", 0),
      ([.home, .right, .control("k")], "t", 1), ([.control("a"), .control("f")], "tidal tail", 1),
      ([.control("e"), .control("b")], "tidal tail", 9),
      ([.paste(" a\nb\r\n c")], "tidal tail a b  c", 17),
    ] as [([ReviewKey], String, Int)])
  func editingKeysEdit(keys: [ReviewKey], text: String, cursor: Int) {
    var line = LineEditor("tidal tail")
    for key in keys where !line.handle(key) { Issue.record("\(key) edits nothing") }
    #expect(line.text == text && line.cursor == cursor)
  }

  @Test(arguments: [ReviewKey.enter, .escape, .up, .down, .tab, .other, .control("x")])
  func otherKeysAreLeftToThePrompt(key: ReviewKey) {
    var line = LineEditor("ab")
    let isEditing = line.handle(key)
    #expect(!isEditing && line == LineEditor("ab"))
  }

  @Test func noMoreGoesInThanTheLimit() {
    var line = LineEditor("", limit: 5)
    _ = line.handle(.paste("abcdefgh"))
    _ = line.handle(.character("i"))
    #expect(line.text == "abcde" && line.cursor == 5)
    _ = line.handle(.home)
    _ = line.handle(.character("x"))
    #expect(line.text == "abcde")
  }

  @Test func aMarkJoinsItsLetter() {
    let line = edited("", .character("e"), .character("\u{301}"), .character("x"), .backspace)
    #expect(line.text == "é" && line.cursor == 1)
    #expect(edited("e\u{301}", .backspace).text == "")
  }

  /// Wherever the cursor is, it is seen, and the line does not wrap.
  @Test(arguments: [1, 2, 3, 8, 20, 60])
  func theWindowFollowsTheCursor(columns: Int) {
    var line = LineEditor("a long note with 星雲 in it and more")
    _ = line.handle(.home)
    for _ in 0..<40 {
      let (text, column) = line.window(columns: columns)
      #expect(TextLayout.width(text) <= columns && column < max(1, columns))
      #expect(line.text.contains(text))
      _ = line.handle(.right)
    }
    let (text, column) = line.window(columns: 8)
    #expect(text == "nd more" && column == 7)
    #expect(line.window(columns: 100).text == line.text)
  }
}
