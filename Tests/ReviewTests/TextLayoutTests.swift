import TerminalGraphics
import Testing

@testable import Review

/// Lines that fit.
@Suite struct TextLayoutTests {
  @Test func widthCountsColumns() {
    #expect(TextLayout.width("abc") == 3 && TextLayout.width("星系") == 4)
    #expect(TextLayout.width("e\u{301}") == 1 && TextLayout.width("🌀") == 2)
  }

  @Test func textIsCutWithAnEllipsis() {
    #expect(TextLayout.fitted("spiral", to: 6) == "spiral")
    #expect(TextLayout.fitted("spiral", to: 5) == "spir…")
    #expect(TextLayout.fitted("星系星", to: 4) == "星…")
    #expect(TextLayout.fitted("abc", to: 0) == "")
    #expect(TextLayout.padded("ab", to: 4) == "ab  ")
  }

  @Test func wordsAreWrapped() {
    #expect(TextLayout.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(TextLayout.wrapped("incomprehensible", to: 5) == ["inco…"])
    #expect(TextLayout.wrapped("", to: 5).isEmpty)
  }

  @Test(arguments: [
    (0.0, "    "), (1.0, "████"), (0.5, "██  "), (0.28125, "█▏  "), (2.0, "████"), (-1.0, "    "),
    (.nan, "    "),
  ])
  func barsAreEighths(share: Double, expected: String) {
    #expect(TextLayout.bar(share, columns: 4) == expected)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.5, 1, "−0.5"), (1.005, 0, "1"), (0.0499, 2, "0.05"), (-0.001, 2, "0.00"),
    (359.999999, 5, "360.00000"), (12.3456, 3, "12.346"),
  ])
  func decimals(value: Double, places: Int, expected: String) {
    #expect(TextLayout.decimal(value, places) == expected)
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], true, true), (["TERM": "xterm", "NO_COLOR": "1"], false, true),
      (["TERM": "xterm", "NO_COLOR": ""], true, true), (["TERM": "dumb"], false, false),
      ([:], false, false), (["TERM": "dumb", "FORCE_COLOR": "1"], true, false),
      (["TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"], true, true),
      (["TERM": "xterm", "FORCE_COLOR": "0", "NO_COLOR": "1"], false, true),
    ] as [([String: String], Bool, Bool)])
  func styleFollowsTheEnvironment(environment: [String: String], colour: Bool, cursor: Bool) {
    let style = TerminalStyle(environment: environment)
    #expect(style.colour == colour && style.cursor == cursor)
    #expect(colour || style.depth == .few)
  }

  @Test(
    arguments: [
      (["LANG": "C"], false), (["LANG": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true),
      (["LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"], false),
      (["LC_CTYPE": "C", "LANG": "C.UTF-8"], false),
      (["LANG": "en_US.ISO-8859-1"], false), (["LANG": ""], true), ([:], true),
    ] as [([String: String], Bool)])
  func charactersFollowTheLocale(environment: [String: String], unicode: Bool) {
    #expect(TerminalStyle(environment: environment).unicode == unicode)
  }

  @Test(
    arguments: [
      (["TERM": "xterm", "VTE_VERSION": "6800"], true),
      (["TERM": "xterm", "VTE_VERSION": "4800"], false),
      (["TERM": "xterm-kitty"], true), (["TERM": "xterm-kitty", "TMUX": "x"], false),
      (["TERM": "xterm", "TERM_PROGRAM": "WezTerm"], true), (["TERM": "foot"], true),
      (["TERM": "xterm-256color"], false), (["TERM": "dumb", "TERM_PROGRAM": "WezTerm"], false),
    ] as [([String: String], Bool)])
  func linksWhereTheTerminalIsKnownToHaveThem(environment: [String: String], links: Bool) {
    #expect(TerminalStyle(environment: environment).links == links)
  }

  @Test(
    arguments: [
      (["TERM": "xterm-256color"], PictureMethod.blocks(.indexed)),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .blocks(.direct)),
      (["TERM": "vt100", "COLORTERM": "truecolor"], .characters), (["TERM": "linux"], .characters),
      (["TERM": "xterm-256color", "NO_COLOR": "1"], .characters),
      (["TERM": "xterm-256color", "LANG": "C"], .characters),
      (["TERM": "xterm", "FORCE_COLOR": "3"], .blocks(.direct)), (["TERM": "dumb"], .characters),
    ] as [([String: String], PictureMethod)])
  func picturesOfTextFollowTheEnvironment(environment: [String: String], method: PictureMethod) {
    #expect(TerminalStyle(environment: environment).textPictures == method)
  }

  @Test func asciiKeepsTheColumns() {
    for text in ["a…b", "ra 1.5°  dec −2.0°", "round 1 · 2 of 3", "星系", "é", "███▌  ", "×4"] {
      let plain = TextLayout.ascii(text)
      #expect(
        plain.utf8.allSatisfy { $0 < 0x80 } && TextLayout.width(plain) == TextLayout.width(text))
    }
    #expect(TextLayout.ascii("███▌  ") == "####  " && TextLayout.ascii("−2.0") == "-2.0")
  }
}
