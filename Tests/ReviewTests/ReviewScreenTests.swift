import Imaging
import Store
import Testing
import Vocabulary

@testable import Review

/// What stands on the screen.
@Suite struct ReviewScreenTests {
  private let plain = TerminalStyle(colour: false, cursor: true)

  private func question(_ objectID: String = "J0123-45") -> Question {
    Question(
      id: 1, round: 2, position: 3, galaxy: 1, objectID: objectID, ra: 123.456789, dec: -0.5,
      redshift: 0.0312, arm: "uncertainty", score: 0.4567,
      probabilities: [1: 0.5, 2: 0.25],
      why: "ring and shell are about equally likely")
  }

  private func lines(
    _ session: ReviewSession, columns: Int = 100, rows: Int = 30, style: TerminalStyle? = nil,
    picture: Raster? = Raster(width: 64, height: 64, filling: 200)
  ) -> [String] {
    ReviewScreen(
      session: session, picture: picture, size: TerminalSize(columns: columns, rows: rows),
      style: style ?? plain
    ).lines
  }

  @Test func everythingTheDesignAsksForIsThere() {
    var session = ReviewSession(
      questions: [question()] + Sample.questions(2), classes: Sample.classes,
      roundSizes: [1: 5, 2: 20])
    session.press("z")
    let text = lines(session).joined(separator: "\n")
    for part in [
      "round 2 · 3 of 20", "J0123-45", "ra 123.45679°", "dec −0.50000°", "redshift 0.0312",
      "asked for uncertainty: ring and", "score 0.457", "r  ring", "b  boring", "█████▌", "0.50",
      "0.25", "n new class", "space skip", "u undo", "? help", "q quit", "z is no key here",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  /// Addresses stand beside the picture where they fit whole, else in the help.
  @Test func theSkyViewersAreNamed() {
    var session = ReviewSession(questions: [question()], classes: Sample.classes)
    let addresses = SkyLink.all(ra: 123.456789, dec: -0.5).map(\.address)
    let wide = lines(session, columns: 180, rows: 40)
    #expect(addresses.allSatisfy { address in wide.contains { $0.hasSuffix(address) } })
    #expect(lines(session, columns: 80, rows: 24).contains { $0.contains("? has its links") })
    session.press("?")
    for columns in [40, 80, 100] {
      let help = lines(session, columns: columns, rows: 60).joined()
      #expect(addresses.allSatisfy(help.contains), "\(columns)")
    }
  }

  @Test(arguments: [24, 40, 79, 100, 250], [8, 16, 24, 60])
  func nothingOverflowsTheWindow(columns: Int, rows: Int) {
    let name = String(repeating: "long name ", count: 3)
    let classes = (0..<30).map {
      HuntClass(
        id: Int64($0), name: "\(name)\($0)", interest: 1, key: "x", answers: $0 * 1000)
    }
    var session = ReviewSession(
      questions: [question(String(repeating: "long-id-", count: 40))], classes: classes)
    for key in ["", "z", "?", "r", "n", "a very long name for a class it is, much too long"] {
      session.press(key)
      let lines = lines(
        session, columns: columns, rows: rows,
        picture: Raster(width: 8, height: 8, filling: 200))
      #expect(lines.count <= rows)
      #expect(lines.allSatisfy { TextLayout.width($0) <= columns })
    }
  }

  @Test(arguments: [(1, 1), (10, 3), (23, 40), (100, 7)])
  func tooSmallAWindowSaysSo(columns: Int, rows: Int) {
    let lines = lines(Sample.session(), columns: columns, rows: rows)
    #expect(lines.count <= rows && lines.allSatisfy { TextLayout.width($0) <= columns })
    #expect(columns < 10 || lines.joined(separator: " ").hasPrefix("window"))
  }

  @Test func pictureGrowsWithTheWindowUpToItsLimit() {
    func ink(_ columns: Int, _ rows: Int) -> Int {
      lines(Sample.session(), columns: columns, rows: rows)
        .reduce(0) { $0 + $1.count { "#%@*".contains($0) } }
    }
    #expect(ink(60, 12) > 0 && ink(60, 12) < ink(80, 24) && ink(80, 24) < ink(120, 50))
    #expect(ink(120, 50) == 64 * 32 && ink(300, 200) == 64 * 32)
  }

  @Test func colourIsDrawnWithHalfBlocksAndReset() {
    let style = TerminalStyle(colour: true, cursor: true)
    let drawn = lines(Sample.session(), style: style).filter { $0.contains("▀") }
    #expect(drawn.count >= 20 && drawn.allSatisfy { $0.contains("\u{1B}[0m") })
    #expect(drawn[0].contains("\u{1B}[38;2;200;200;200m"))
  }

  @Test func namesFromACatalogCannotDriveTheTerminal() {
    let hostile = ReviewSession(
      questions: [
        Question(
          id: 1, galaxy: 1, objectID: "a\u{1B}[2Jb\r\n", arm: "x\u{9B}1m", why: "w\u{7}\u{202E}")
      ], classes: [])
    let text = lines(hostile).joined()
    #expect(
      text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x9B && $0.value != 0x202E })
    #expect(text.contains("no classes yet"))
  }

  @Test func typedNameIsShownAtItsEnd() {
    var session = Sample.session()
    session.press("nabcdefghijklmnopqrstuvwxyz")
    #expect(lines(session, columns: 30).contains { $0.hasSuffix("xyz_") })
  }

  @Test func placeIsThatInTheQuestionsOwnRound() throws {
    let fixture = try ReviewFixture(questions: 3)
    try fixture.store.openRound(
      [NewQuestion(galaxy: fixture.ids[3], arm: "random", score: 0)], hunt: fixture.hunt.id)
    _ = try fixture.store.record(
      lines: [("G0", "ring"), ("G2", "ring")], hunt: fixture.hunt.id, annotator: "ann")
    var session = try fixture.session()
    #expect(lines(session)[0].hasPrefix("round 1 · 2 of 3 ·"))
    session.press("r")
    #expect(lines(session)[0].hasPrefix("round 2 · 1 of 1 ·"))
  }

  @Test func knownClassIsNeverShown() throws {
    let fixture = try ReviewFixture()
    #expect(!lines(try fixture.session()).joined().contains("secret"))
  }
}
