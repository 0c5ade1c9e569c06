import AHuntKit
import Foundation
import Testing
import Vocabulary

@testable import HuntCommands

@Suite struct FiguresTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (17_736, "17,736"), (1_234_567, "1,234,567"),
    (-4_458, "-4,458"),
  ])
  func thousandsAreSeparated(_ value: Int, _ text: String) {
    #expect(Figures.count(value) == text)
  }

  @Test(arguments: [
    (0.0, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 min 00 s"),
    (185, "3 min 05 s"), (7625, "2 h 07 min"), (-1, "–"), (.infinity, "–"),
  ])
  func durationsReadWell(_ seconds: Double, _ text: String) {
    #expect(Figures.duration(seconds) == text)
  }

  @Test func oneIsSingular() {
    #expect(Figures.count(1, "galaxy", "galaxies") == "1 galaxy")
    #expect(Figures.count(2, "galaxy", "galaxies") == "2 galaxies")
    #expect(Figures.count(1200, "class", "classes") == "1,200 classes")
  }

  @Test func timesAreCutToTheMinute() {
    #expect(Figures.minute("2026-04-01T12:30:59Z") == "2026-04-01 12:30")
  }
}

@Suite struct PaletteTests {
  private func isColoured(_ environment: [String: String], terminal: Bool) -> Bool {
    Palette(stream: MemoryStream(isTerminal: terminal), environment: environment).isEnabled
  }

  @Test func forceBeatsNoColorBeatsDumbBeatsTheStream() {
    #expect(isColoured(["FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"], terminal: false))
    #expect(!isColoured(["FORCE_COLOR": "0"], terminal: true))
    #expect(!isColoured(["NO_COLOR": "1"], terminal: true))
    #expect(!isColoured(["TERM": "dumb"], terminal: true))
    #expect(isColoured(["TERM": "xterm"], terminal: true))
    #expect(!isColoured(["TERM": "xterm"], terminal: false))
    #expect(isColoured(["NO_COLOR": "", "TERM": "xterm"], terminal: true))
  }
}

@Suite struct TextTableTests {
  @Test func columnsAlignWithAndWithoutColour() {
    var table = TextTable(["class", ">answers"])
    table.add([StyledText("ring", .bold), "12"])
    table.add(["渦巻", "1,204"])
    let lines = "  class  answers\n  ring        12\n  渦巻     1,204\n"
    #expect(table.text.rendered(Palette(isEnabled: false)) == lines)
    let coloured = table.text.rendered(Palette(isEnabled: true))
    #expect(coloured.contains("\u{1B}[1mring\u{1B}[0m"))
    let plain = coloured.replacingOccurrences(
      of: "\u{1B}\\[[0-9]*m", with: "", options: .regularExpression)
    #expect(plain == lines)
  }

  @Test func cellsNeitherBreakLinesNorSteerTheTerminal() {
    var table = TextTable(["object", "class"])
    table.add(["a\nb\tc\u{7}", StyledText("ring", .bold) + "\u{1B}[31mred\u{1B}]0;x\u{202E}"])
    let text = table.text.rendered(Palette(isEnabled: true))
    #expect(text.filter { $0 == "\n" }.count == 2)
    #expect(text.contains("a b c�") && !text.contains("\u{7}"))
    #expect(text.contains("\u{1B}[1mring\u{1B}[0m�[31mred�]0;x�"))
  }
}

@Suite struct TerminalTextTests {
  /// Every character that could steer a terminal, and some that couldn't.
  @Test func onlyLinesAndTabsAreLeft() {
    let steering =
      (Array(UInt32(0)..<0x20) + Array(0x7F..<0xA0) + Array(0x202A...0x202E)
      + Array(0x2066...0x2069)).filter { $0 != 9 && $0 != 10 }
    for value in steering.compactMap(Unicode.Scalar.init) {
      #expect(TerminalText.safe("a\(Character(value))b") == "a�b", "\(value.value)")
    }
    let harmless = "a\tb\nç 星 e\u{301} \u{200D} \u{200F} 👩‍🚀 €"
    #expect(TerminalText.safe(harmless) == harmless)
  }

  @Test func contentHasNoColours() {
    let palette = Palette(isEnabled: true)
    let text: StyledText = "\(palette.accent("ring\u{1B}[8m")) of \("x\u{9B}2J")"
    #expect(text.rendered(palette) == "\u{1B}[36mring�[8m\u{1B}[0m of x�2J")
    #expect(text.rendered(Palette(isEnabled: false)) == "ring�[8m of x�2J")
    let stream = MemoryStream(isTerminal: true)
    stream.redraw("a\rb\u{1B}[A", isLast: false)
    #expect(stream.text == "\ra�b�[A\u{1B}[K")
  }

  @Test func jsonEscapesWhatJSONWouldNot() throws {
    let value = ["a": "\u{1B}[2J\u{9B}2J\u{7F}\u{202E}\u{2066}é星"]
    let text = try JSONText.of(value)
    #expect(!TerminalText.steers(text))
    #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == value)
    let compact = try JSONText.compact(value)
    #expect(!TerminalText.steers(compact))
  }
}

@Suite struct ProgressLineTests {
  private final class Clock: @unchecked Sendable {
    var now = 0.0
  }

  private func line(_ style: ProgressLine.Style, _ stream: MemoryStream, _ clock: Clock)
    -> ProgressLine
  {
    ProgressLine(
      title: "import", unit: "galaxies", total: 1000, style: style, stream: stream,
      seconds: { clock.now })
  }

  @Test func plainLinesComeOnceASecond() {
    let (stream, clock) = (MemoryStream(), Clock())
    let progress = line(.plain, stream, clock)
    for step in 1...30 {
      clock.now = Double(step) / 10
      progress.update(step * 10)
    }
    progress.finish()
    #expect(
      stream.text == """
        import  100 of 1,000 galaxies  100/s  9.0 s left
        import  200 of 1,000 galaxies  100/s  8.0 s left
        import  300 of 1,000 galaxies  100/s  7.0 s left
        import  300 of 1,000 galaxies  100/s  in 3.0 s

        """)
  }

  @Test func aTerminalLineIsRedrawnInPlace() {
    let (stream, clock) = (MemoryStream(isTerminal: true), Clock())
    let progress = line(.redrawn, stream, clock)
    clock.now = 1
    progress.update(500)
    progress.finish()
    #expect(stream.text.hasPrefix("\rimport  ▕██████████          ▏  500 of 1,000 galaxies"))
    #expect(stream.text.hasSuffix("\u{1B}[K\n"))
    #expect(stream.text.filter { $0 == "\n" }.count == 1)
  }

  @Test func whatAnEarlierRunDidDoesNotCountInTheRate() {
    let (stream, clock) = (MemoryStream(), Clock())
    let progress = line(.plain, stream, clock)
    progress.begin(at: 900)
    clock.now = 2
    progress.update(920)
    #expect(stream.text == "import  920 of 1,000 galaxies  10.0/s  8.0 s left\n")
  }

  @Test func noneIsSilent() {
    let (stream, clock) = (MemoryStream(isTerminal: true), Clock())
    let progress = line(.none, stream, clock)
    clock.now = 5
    progress.update(5)
    progress.finish()
    #expect(stream.text.isEmpty)
  }
}

@Suite struct ConsoleJSONTests {
  private struct Payload: Encodable {
    let when: Date
    let path: String
    let alpha: Double
  }

  @Test func keysAreSortedSlashesPlainTimesISO() throws {
    let text = try JSONText.of(
      Payload(when: Date(timeIntervalSince1970: 0), path: "a/b", alpha: .nan))
    #expect(
      text == """
        {
          "alpha" : "NaN",
          "path" : "a/b",
          "when" : "1970-01-01T00:00:00Z"
        }
        """)
  }
}
