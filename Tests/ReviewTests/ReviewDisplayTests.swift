import Foundation
import Imaging
import TerminalGraphics
import TestSupport
import Testing
import Vocabulary

@testable import Review

/// What a terminal is asked, and what it is sent from then on.
@Suite struct ReviewDisplayTests {
  private let kitty = ["\u{1B}_Gi=4711;OK\u{1B}\\", "\u{1B}[6;16;8t", "\u{1B}[?62;22c"]

  private func display(
    _ device: ScriptedTerminal, _ environment: [String: String] = ["TERM": "xterm-256color"],
    pictures: PictureChoice = .auto, tmux: String? = nil
  ) -> ReviewDisplay {
    ReviewDisplay(
      device: device, style: TerminalStyle(environment: environment),
      setting: .init(pictures: pictures, environment: environment, tmux: { _ in tmux }))
  }

  private func screen(_ device: ScriptedTerminal) -> ScreenModel {
    let screen = ScreenModel(
      columns: device.size.columns, rows: device.size.rows, width: { TextLayout.width($0) })
    for text in device.screens where !device.questions.contains(text) { screen.feed(text) }
    return screen
  }

  private let content = ReviewContent(Raster(width: 40, height: 40, filling: 77))

  @Test func aTerminalWithGraphicsGetsThePicture() throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    device.replies = kitty
    let display = display(device)
    try display.open()
    #expect(device.questions == [TerminalAbilities.question])
    var session = Sample.session()
    try display.draw(&session, content)
    let picture = try #require(screen(device).pictures.first)
    #expect(try Raster(decoding: Data(picture.payload)).pixels.allSatisfy { $0 == 77 })
    #expect(picture.rows >= 20 && display.side == 640)
    // The same once more is nothing at all.
    let before = device.screens.count
    try display.draw(&session, content)
    #expect(device.screens.count == before)
    session.press("z")
    try display.draw(&session, content)
    #expect(device.screens.last!.utf8.count < 200)
    // Somebody else wrote to the screen: everything again, the picture too.
    try display.forget()
    try display.draw(&session, content)
    #expect(device.screens.last!.contains("_Ga=d") && device.screens.last!.contains("a=T"))
    display.close()
    #expect(screen(device).pictures.isEmpty && device.stops == 1)
  }

  @Test func aLateAnswerIsHeardToo() throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    let display = display(device)
    try display.open()
    var session = Sample.session()
    try display.draw(&session, content)
    #expect(screen(device).pictures.isEmpty)
    #expect(device.screens.joined().contains("did not say what it can draw"))
    // It has said it by now, which changes the line about it alone.
    #expect(display.heard(Array("\u{1B}[?62;22c".utf8)))
    try display.draw(&session, content)
    #expect(screen(device).lines.allSatisfy { !$0.contains("did not say") })
    #expect(!display.heard(Array("\u{1B}[?62;22c".utf8)))
    #expect(display.heard(Array(kitty[0].utf8)))
    try display.draw(&session, content)
    #expect(screen(device).pictures.count == 1)
    #expect(screen(device).lines.allSatisfy { !$0.contains("▀") })
    #expect(!display.heard(Array("\u{1B}[A".utf8)))
  }

  @Test func insideTmuxThePictureIsMadeOfPlaceholders() throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    let environment = ["TERM": "tmux-256color", "TMUX": "/tmp/t,1,0", "TMUX_PANE": "%3"]
    let display = display(device, environment, tmux: "xterm-kitty kitty\n256,RGB,hyperlinks\non\n")
    try display.open()
    var session = Sample.session()
    try display.draw(&session, content)
    let screen = screen(device)
    let picture = try #require(screen.virtual.values.first)
    let cells = screen.cells.joined().filter { $0.unicodeScalars.first == "\u{10EEEE}" }
    #expect(cells.count == picture.rows * picture.columns && cells.count > 400)
    #expect(Set(cells).count == cells.count)
    #expect(screen.pictures.isEmpty)
    // tmux would show a question of kitty's as the title of its pane.
    #expect(device.questions == [TerminalAbilities.questionInTmux])
    #expect(!TerminalAbilities.questionInTmux.contains("_G"))
  }

  @Test(arguments: [
    (PictureChoice.sixel, "sixel"), (.iterm, "iterm"), (.kitty, "kitty"),
  ])
  func whatIsAskedForIsSent(choice: PictureChoice, kind: String) throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    let display = display(device, pictures: choice)
    try display.open()
    var session = Sample.session()
    try display.draw(&session, content)
    let picture = try #require(screen(device).pictures.first)
    #expect(picture.kind == kind)
    if kind == "sixel" {
      let decoded = try #require(SixelDecoder.decode(picture.payload))
      // Ten by twenty pixels a cell, where nothing is known.
      #expect(decoded.raster.width == 420 && decoded.raster.height == 420)
      #expect(decoded.raster.pixels.allSatisfy { abs(Int($0) - 77) < 3 })
    }
  }

  /// Those print what they don't know.
  @Test(arguments: ["linux", "dumb", "", "vt100"])
  func someTerminalsAreNotAsked(term: String) throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    let display = display(device, ["TERM": term, "COLORTERM": "truecolor"])
    try display.open()
    var session = Sample.session()
    try display.draw(&session, content)
    #expect(device.questions.isEmpty)
    let text = device.screens.joined()
    #expect(!text.contains("38;2;") && !text.contains("38;5;") && text.contains("r"))
    #expect(!["dumb", ""].contains(term) || !text.contains("\u{1B}"))
  }

  @Test func framesComeAtOnceWhereTheTerminalSaysSo() throws {
    let device = ScriptedTerminal([], columns: 80, rows: 24)
    device.replies = ["\u{1B}[?2026;2$y", "\u{1B}[?62c"]
    let display = display(device)
    try display.open()
    var session = Sample.session()
    try display.draw(&session, content)
    #expect(device.screens.last!.hasPrefix("\u{1B}[?2026h"))
    #expect(device.screens.last!.hasSuffix("\u{1B}[?2026l"))
  }
}
