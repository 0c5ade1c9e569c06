import Imaging
import Store
import TerminalGraphics
import TestSupport
import Testing
import Vocabulary

@testable import Review

/// What stands on the screen.
@Suite struct ReviewScreenTests {
  private static let plain = TerminalStyle(colour: false, cursor: true)
  private static let styles = [
    plain, TerminalStyle(colour: true, cursor: true, links: true),
    TerminalStyle(colour: true, cursor: true, depth: .indexed),
    TerminalStyle(colour: false, cursor: true, unicode: false),
    TerminalStyle(colour: false, cursor: false),
  ]
  private static let sizes = [
    (20, 6), (24, 8), (40, 15), (60, 60), (80, 24), (100, 30), (160, 50), (200, 60),
  ].map { TerminalSize(columns: $0.0, rows: $0.1) }

  private func question(_ objectID: String = "J0123-45") -> Question {
    Question(
      id: 1, round: 2, position: 3, galaxy: 1, objectID: objectID, ra: 123.456789, dec: -0.5,
      redshift: 0.0312, arm: "uncertainty", score: 0.4567,
      probabilities: [1: 0.5, 2: 0.25], reserve: 0.25,
      why: "ring and shell are about equally likely")
  }

  private static let keys = "rmstecbdlx"

  private func classes(_ count: Int, name: String = "spiral arms") -> [HuntClass] {
    zip(1..., Self.keys + "1234567890ABCDEFGHIJ").prefix(count).map { id, key in
      HuntClass(id: Int64(id), name: "\(name) \(id)", interest: 1, key: key, answers: id * 7)
    }
  }

  private func content(_ side: Int = 64) -> ReviewContent {
    ReviewContent(Raster(width: side, height: side, filling: 200))
  }

  private func layout(
    _ session: ReviewSession, _ size: TerminalSize = TerminalSize(columns: 100, rows: 30),
    style: TerminalStyle = plain, content: ReviewContent? = nil, why: String = ""
  ) -> ReviewScreen.Layout {
    ReviewScreen(
      session: session, content: content ?? self.content(), size: size, style: style,
      method: style.textPictures, why: why
    ).layout
  }

  /// What a person sees, and what was wrong with it.
  private func shown(
    _ session: ReviewSession, _ size: TerminalSize = TerminalSize(columns: 100, rows: 30),
    style: TerminalStyle = plain, content: ReviewContent? = nil
  ) throws -> [String] {
    let frame = layout(session, size, style: style, content: content).frame
    let screen = ScreenModel(
      columns: size.columns, rows: size.rows, width: { TextLayout.width($0) })
    var writer = FrameWriter(method: style.textPictures)
    screen.feed(try writer.update(to: frame))
    #expect(screen.overflows == 0 && screen.unknown.isEmpty)
    return screen.lines
  }

  /// Text is as wide as it claims, and nothing lies over anything else.
  private func check(_ frame: TerminalFrame, _ size: TerminalSize, _ comment: Comment) {
    #expect(frame.rows.count == size.rows, comment)
    for (row, spans) in frame.rows.enumerated() {
      var taken: [Range<Int>] = frame.pictures.filter {
        ($0.box.row..<$0.box.row + $0.box.rows).contains(row)
      }.map { $0.box.column..<$0.box.column + $0.box.columns }
      for span in spans {
        let text = span.text.replacing(/\u{1B}\[[0-9;]*m|\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/, with: "")
        #expect(TextLayout.width(text) == span.width, comment)
        taken.append(span.column..<span.column + span.width)
      }
      taken.sort { $0.lowerBound < $1.lowerBound }
      #expect(taken.allSatisfy { $0.upperBound <= size.columns }, comment)
      #expect(
        zip(taken, taken.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, comment)
    }
    for picture in frame.pictures {
      #expect(picture.box.row + picture.box.rows <= size.rows - 1, comment)
    }
  }

  @Test func everythingTheDesignAsksForIsThere() throws {
    var session = ReviewSession(
      questions: [question()] + Sample.questions(2), classes: Sample.classes,
      roundSizes: [1: 5, 2: 20])
    session.press("z")
    let text = try shown(session).joined(separator: "\n")
    for part in [
      "round 2 · 3 of 20", "J0123-45", "ra 123.45679°", "dec −0.50000°", "redshift 0.0312",
      "asked for uncertainty:", "ring and", "score 0.457", "r  ring", "b  boring", "█", "0.50",
      "0.25", "like no class", "n new class", "space skip", "u undo", "? help", "q quit",
      "z is no key here", "0 answered", "3 open",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func whatTheHeadMakesOfItByNowComesFirst() throws {
    var session = ReviewSession(questions: [question()], classes: Sample.classes)
    _ = session.believe(
      ReviewBeliefs(
        generation: 1,
        beliefs: [
          1: .init(probabilities: [1: 0.125, 2: 0.75], reserve: 0.125, why: "most like boring now")
        ], order: [1]))
    let text = try shown(session).joined(separator: "\n")
    #expect(text.contains("most like boring") && !text.contains("about equally likely"))
    #expect(text.contains("0.75") && !text.contains("score"))
  }

  @Test func theCatalogsColumnsAreThere() throws {
    let session = ReviewSession(questions: [question()], classes: Sample.classes)
    var content = content()
    content.details = [("petroR50", "4.25"), ("e\u{1B}[2J", "x\r")]
    let text = try shown(session, content: content).joined(separator: "\n")
    #expect(text.contains("petroR50 4.25") && text.contains("e\u{FFFD}[2J x\u{FFFD}"))
  }

  @Test(arguments: 0..<5)
  func nothingOverflowsTheWindow(style index: Int) {
    let style = Self.styles[index]
    let long = String(repeating: "long-id-", count: 40)
    for size in Self.sizes {
      for count in [0, 2, 10, 30] {
        var session = ReviewSession(
          questions: [question(index % 2 == 0 ? long : "星系 é")] + Sample.questions(3),
          classes: classes(count, name: "long name of 星系"))
        var content = content(index == 0 ? 8 : 200)
        content.details = (0..<9).map { ("column\($0)", long) }
        let keys: [ReviewKey] =
          [.redraw, .character("?"), .pageDown, .escape, .character("n")]
          + String(repeating: "a long name ", count: 6).map { .character($0) } + [.home, .escape]
          + [.character("r"), .left, .character("]"), .tab, .character("+")]
        for key in keys {
          session.press(key)
          let layout = layout(
            session, size, style: style, content: content, why: "no terminal can do everything")
          check(layout.frame, size, "\(size) \(count) \(key)")
          if let help = layout.help { session.helpExtent = help }
        }
      }
    }
  }

  @Test(arguments: 0..<5)
  func everyClassKeyIsSeen(style index: Int) throws {
    let style = Self.styles[index]
    guard style.cursor else { return }
    for size in Self.sizes {
      for count in [1, 5, 10] {
        let session = ReviewSession(questions: [question()], classes: classes(count))
        let lines = try shown(session, size, style: style)
        for key in Self.keys.prefix(count) {
          // The key on its own: at the start of a piece of text, a blank behind it.
          #expect(
            lines.contains { " \($0) ".contains(" \(key) ") }, "\(key) at \(size), \(count)")
        }
      }
    }
  }

  @Test func manyClassesAreSeenInASmallWindow() throws {
    let session = ReviewSession(questions: [question()], classes: classes(30))
    let lines = try shown(session, TerminalSize(columns: 40, rows: 15))
    #expect(
      (Self.keys + "1234567890ABCDEFGHIJ").allSatisfy { key in
        lines.contains { " \($0) ".contains(" \(key) ") }
      })
  }

  @Test(arguments: [(1, 1), (10, 3), (19, 40), (100, 5)])
  func tooSmallAWindowSaysSo(columns: Int, rows: Int) {
    let size = TerminalSize(columns: columns, rows: rows)
    let frame = layout(Sample.session(), size).frame
    check(frame, size, "\(size)")
    #expect(columns < 10 || frame.rows[0][0].text.hasPrefix("too"))
  }

  @Test func thePictureGrowsWithTheWindow() throws {
    func box(_ columns: Int, _ rows: Int) throws -> CellBox {
      let session = ReviewSession(questions: [question()], classes: classes(10))
      let frame = layout(session, TerminalSize(columns: columns, rows: rows)).frame
      return try #require(frame.pictures.first).box
    }
    #expect(try box(40, 15).rows == 12)
    #expect(try box(80, 24).rows >= 20 && box(80, 24).columns >= 40)
    #expect(try box(160, 50).rows == 47 && box(200, 60).rows == 57)
    // A tall window has its words below.
    #expect(try box(60, 60).columns == 60)
  }

  @Test func barsAddUp() throws {
    for seed in 0..<200 {
      let shares: [Double?] = (0..<7).map { Double((seed * 37 + $0 * 101) % 97) }
      let total = shares.reduce(0) { $0 + ($1 ?? 0) }
      let rounded = ClassLines.hundredths(shares.map { $0.map { $0 / total } } + [nil])
      #expect(rounded.reduce(0) { $0 + ($1 ?? 0) } == 100 && rounded.last! == nil)
      for (exact, whole) in zip(shares, rounded) {
        #expect(abs((exact ?? 0) / total * 100 - Double(whole ?? 0)) < 1)
      }
    }
    #expect(ClassLines.hundredths([1 / 3, 1 / 3, 1 / 3]) == [34, 33, 33])
    #expect(ClassLines.hundredths([.nan, 0.5]) == [0, 50])
    var session = ReviewSession(questions: [question()], classes: Sample.classes)
    _ = session.believe(
      ReviewBeliefs(
        generation: 1,
        beliefs: [1: .init(probabilities: [1: 0.333, 2: 0.333], reserve: 0.334, why: "")],
        order: [1]))
    let numbers = try shown(session).compactMap { $0.firstMatch(of: /(0\.\d\d)(\s+\d+)?$/)?.1 }
      .compactMap { Int($0.dropFirst(2)) }
    #expect(numbers.count == 3 && numbers.reduce(0, +) == 100)
  }

  @Test func helpScrolls() throws {
    var session = ReviewSession(questions: [question()], classes: classes(10))
    let size = TerminalSize(columns: 40, rows: 15)
    session.press("?")
    var seen: Set<String> = []
    for _ in 0..<20 {
      let layout = layout(session, size)
      session.helpExtent = try #require(layout.help)
      seen.formUnion(try shown(session, size))
      session.press(.pageDown)
    }
    for part in ["spiral arms 1", "spiral arms 10", "undo", "quit", "flag"] {
      #expect(seen.contains { $0.contains(part) }, "\(part)")
    }
    guard case .help(let line) = session.mode else {
      Issue.record("the help is gone")
      return
    }
    #expect(line == session.helpExtent.lines - session.helpExtent.rows && line > 0)
  }

  /// Links where there are links; else addresses whole, or a word about where they are.
  @Test func theSkyViewersAreNamed() throws {
    var session = ReviewSession(questions: [question()], classes: Sample.classes)
    let addresses = SkyLink.all(ra: 123.456789, dec: -0.5).map(\.address)
    let wide = try shown(session, TerminalSize(columns: 220, rows: 60))
    #expect(addresses.allSatisfy { address in wide.contains { $0.hasSuffix(address) } })
    let narrow = try shown(session, TerminalSize(columns: 80, rows: 24))
    #expect(narrow.contains { $0.contains("? has its links") })
    for columns in [40, 80] {
      let size = TerminalSize(columns: columns, rows: 24)
      let style = TerminalStyle(colour: true, cursor: true, links: true)
      let screen = ScreenModel(columns: columns, rows: 24, width: { TextLayout.width($0) })
      var writer = FrameWriter(method: .kitty)
      screen.feed(try writer.update(to: layout(session, size, style: style).frame))
      #expect(columns == 40 || screen.links == addresses)
    }
    session.press("?")
    let help = layout(session, TerminalSize(columns: 40, rows: 60)).frame.rows
      .map { $0.map(\.text).joined() }.joined()
    #expect(addresses.allSatisfy(help.contains))
  }

  @Test func withoutUnicodeAllIsASCII() throws {
    let style = TerminalStyle(colour: false, cursor: true, unicode: false)
    let session = ReviewSession(questions: [question("NGC 星 é")], classes: Sample.classes)
    let lines = try shown(session, style: style)
    #expect(lines.joined().utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(lines.contains { $0.contains("#####") } && lines.contains { $0.contains("NGC ?? ?") })
  }

  @Test func namesFromACatalogCannotDriveTheTerminal() throws {
    let hostile = ReviewSession(
      questions: [
        Question(
          id: 1, galaxy: 1, objectID: "a\u{1B}[2Jb\r\n", arm: "x\u{9B}1m", why: "w\u{7}\u{202E}")
      ], classes: [HuntClass(id: 1, name: "c\u{1B}]0;x\u{7}", interest: 1, key: "c")])
    let frame = layout(hostile).frame
    let text = frame.rows.joined().map(\.text).joined()
    #expect(
      text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 0x9B && $0.value != 0x202E })
    #expect(text.contains("a\u{FFFD}[2Jb"))
  }

  @Test func whatIsTypedIsSeenWhereTheCursorIs() throws {
    var session = Sample.session()
    session.press("nabcdefghijklmnopqrstuvwxyz")
    let size = TerminalSize(columns: 30, rows: 12)
    #expect(try shown(session, size).contains { $0.hasSuffix("xyz") })
    session.press(.home)
    #expect(try shown(session, size).contains { $0.contains("abcdef") && !$0.contains("xyz") })
    let line = ReviewScreen.typed("abc", at: 1, after: "> ")
    #expect(line.pieces.map(\.text) == ["> ", "a", "b", "c"])
    #expect(line.pieces.map(\.look) == [.dim, .plain, .cursor, .plain])
  }

  @Test func placeIsThatInTheQuestionsOwnRound() throws {
    let fixture = try ReviewFixture(questions: 3)
    try fixture.store.openRound(
      [NewQuestion(galaxy: fixture.ids[3], arm: "random", score: 0)], hunt: fixture.hunt.id)
    _ = try fixture.store.record(
      lines: [("G0", "ring"), ("G2", "ring")], hunt: fixture.hunt.id, annotator: "ann")
    var session = try fixture.session()
    #expect(try shown(session)[0].hasPrefix("round 1 · 2 of 3 ·"))
    session.press("r")
    let header = try shown(session)[0]
    #expect(header.hasPrefix("round 2 · 1 of 1 ·") && header.contains("found 3 of 3"))
  }

  @Test func knownClassIsNeverShown() throws {
    let fixture = try ReviewFixture()
    #expect(try !shown(fixture.session()).joined().contains("secret"))
  }

  @Test func severalPicturesStandTogetherWithTheirCaptions() throws {
    let session = ReviewSession(questions: [question()], classes: Sample.classes)
    var content = ReviewContent()
    content.picture = ReviewPicture(
      (0..<6).map {
        .init(Raster(width: 40, height: 40, filling: 9), captions: ["N\($0)", "ring"])
      },
      note: "the six that are most like it")
    let size = TerminalSize(columns: 100, rows: 30)
    let frame = layout(session, size, content: content).frame
    check(frame, size, "neighbours")
    #expect(frame.pictures.count == 6)
    let text = try shown(session, content: content).joined(separator: "\n")
    #expect((0..<6).allSatisfy { text.contains("N\($0)") } && text.contains("the six"))
  }

  @Test(arguments: [(40, 15), (80, 24), (200, 60)])
  func aPageShowsWhatBecomesOfEachGalaxy(columns: Int, rows: Int) throws {
    let size = TerminalSize(columns: columns, rows: rows)
    var session = Sample.session(12, pageSize: 12)
    var content = ReviewContent()
    for question in Sample.questions(12) {
      content.sheet[question.id] = Raster(width: 30, height: 30, filling: 90)
    }
    // The class of the page, then an exception, then one that stays open.
    session.press("br ")
    session.laySheet(columns: SheetLayout(size).columns)
    for style in Self.styles {
      let frame = layout(session, size, style: style, content: content).frame
      check(frame, size, "\(size)")
      #expect(frame.pictures.count == (rows < 20 ? frame.pictures.count : 12))
    }
    let text = try shown(session, size, content: content).joined(separator: "\n")
    #expect(text.contains("boring") && text.contains("ring"))
    #expect(text.contains(columns < 80 ? " open" : " left open") && text.contains("all are boring"))
    session.press("?")
    #expect(layout(session, size, content: content).help != nil)
  }
}
