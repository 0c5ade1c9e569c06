import Foundation
import Testing

@testable import TerminalGraphics

/// What terminals reply, and what follows from it.
@Suite struct TerminalAbilitiesTests {
  private func heard(_ replies: String...) -> TerminalAbilities {
    var abilities = TerminalAbilities()
    for reply in replies { _ = abilities.take(Array(reply.utf8)) }
    return abilities
  }

  private let attributes = "\u{1B}[?62;22c"
  private let sixelAttributes = "\u{1B}[?63;1;2;4;6;22c"
  private let kitty = "\u{1B}_Gi=4711;OK\u{1B}\\"

  @Test func repliesAreUnderstood() {
    #expect(heard(attributes).hasAnswered && !heard(attributes).hasSixel)
    #expect(heard(sixelAttributes).hasSixel)
    // The first number is the terminal's level, not what it can do.
    #expect(!heard("\u{1B}[?4;6c").hasSixel)
    #expect(heard(kitty).hasKitty && !heard("\u{1B}_Gi=4711;EINVAL:no\u{1B}\\").hasKitty)
    #expect(!heard("\u{1B}_Gi=1;OK\u{1B}\\").hasKitty)
    #expect(heard("\u{1B}P>|iTerm2 3.5.0\u{1B}\\").name == "iTerm2 3.5.0")
    #expect(heard("\u{1B}[6;17;8t").cell == CellSize(width: 8, height: 17))
    #expect(heard("\u{1B}[4;480;640t").window == CellSize(width: 640, height: 480))
    #expect(heard("\u{1B}[?2026;2$y").isSynchronised)
    #expect(!heard("\u{1B}[?2026;0$y").isSynchronised && !heard("\u{1B}[?2026;4$y").isSynchronised)
  }

  @Test(arguments: [
    "", "\u{1B}", "\u{1B}[", "\u{1B}[A", "\u{1B}[99;1;1t\u{1B}", "x", "\u{1B}[?1;2$y",
  ])
  func otherBytesAreNone(reply: String) {
    var abilities = TerminalAbilities()
    let isKnown = abilities.take(Array(reply.utf8))
    #expect(!isKnown)
    #expect(abilities == TerminalAbilities())
  }

  private func chosen(
    _ abilities: TerminalAbilities, _ environment: [String: String] = ["TERM": "xterm-256color"],
    choice: PictureChoice = .auto, tmux: Multiplexer? = nil
  ) -> PictureMethod {
    PictureMethod.chosen(
      choice, text: .blocks(.indexed), environment: environment, abilities: abilities,
      multiplexer: tmux
    ).method
  }

  @Test func theBestThatThereIs() {
    #expect(chosen(heard(kitty, sixelAttributes)) == .kitty)
    #expect(chosen(heard(sixelAttributes)) == .sixel)
    #expect(chosen(heard(attributes)) == .blocks(.indexed))
    #expect(chosen(heard()) == .blocks(.indexed))
    #expect(chosen(heard(sixelAttributes), ["TERM_PROGRAM": "iTerm.app"]) == .iterm)
    #expect(chosen(heard(attributes), ["LC_TERMINAL": "iTerm2"]) == .iterm)
    #expect(chosen(heard(attributes, "\u{1B}P>|WezTerm 2024\u{1B}\\")) == .iterm)
    #expect(chosen(heard(kitty), ["STY": "1.pts"]) == .blocks(.indexed))
  }

  @Test func whatIsAskedForIsDone() {
    #expect(chosen(heard(), choice: .kitty) == .kitty)
    #expect(chosen(heard(), choice: .sixel) == .sixel)
    #expect(chosen(heard(), choice: .iterm) == .iterm)
    #expect(chosen(heard(kitty), choice: .blocks) == .blocks(.indexed))
    #expect(chosen(heard(kitty), choice: .characters) == .characters)
  }

  /// A picture must stay in its pane.
  @Test func insideTmux() {
    let environment = ["TMUX": "/tmp/tmux,1,0", "TERM": "tmux-256color"]
    func tmux(_ text: String) -> Multiplexer? { Multiplexer(answer: text) }
    let open = tmux("xterm-kitty kitty(0.35.1)\n256,RGB,title\non\n")
    #expect(chosen(heard(kitty), environment, tmux: open) == .placeholders(.direct))
    let few = tmux("xterm-kitty \n256,title\nall")
    #expect(chosen(heard(), environment, tmux: few) == .placeholders(.indexed))
    let shut = tmux("xterm-kitty \n256,RGB\noff\n")
    #expect(chosen(heard(kitty, sixelAttributes), environment, tmux: shut) == .blocks(.indexed))
    let other = tmux("xterm-256color XTerm(379)\n256,sixel\non\n")
    #expect(chosen(heard(sixelAttributes), environment, tmux: other) == .sixel)
    #expect(chosen(heard(kitty), environment, tmux: other) == .blocks(.indexed))
    // tmux says that it has sixels even where its terminal shows none of them.
    let plain = tmux("xterm-256color \n256\n\n")
    #expect(chosen(heard(sixelAttributes), environment, tmux: plain) == .blocks(.indexed))
    #expect(chosen(heard(kitty), environment) == .blocks(.indexed))
    #expect(tmux("") == nil)
  }

  @Test func whyThereAreNoBetterPicturesIsSaid() {
    for (abilities, environment) in [
      (heard(), [:]), (heard(attributes), [:]), (heard(kitty), ["TMUX": "x"]),
      (heard(kitty), ["STY": "x"]),
    ] {
      let choice = PictureMethod.chosen(
        .auto, text: .characters, environment: environment, abilities: abilities, multiplexer: nil)
      #expect(choice.method == .characters && !choice.why.isEmpty)
    }
    let good = PictureMethod.chosen(
      .auto, text: .characters, environment: [:], abilities: heard(kitty), multiplexer: nil)
    #expect(good.why.isEmpty)
  }
}
