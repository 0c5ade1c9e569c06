import Foundation
import Imaging
import TestSupport
import Testing

@testable import TerminalGraphics

/// Only what changed is sent, and the screen shows the frame all the same.
@Suite struct FrameWriterTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // SplitMix64 (Steele, Lea, Flood 2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func frame(_ generator: inout Generator, columns: Int, rows: Int) -> TerminalFrame {
    var frame = TerminalFrame(columns: columns, rows: rows)
    let shapes = [(0, 0), (2, 12), (2, 12), (2, 12), (1, 9)]
    let (top, width) = shapes.randomElement(using: &generator) ?? (0, 0)
    if width > 0 {
      let level = UInt8.random(in: 1...3, using: &generator) * 60
      frame.pictures = [
        .init(
          Raster(width: 12, height: 12, filling: level),
          over: CellBox(row: top, column: 0, rows: 6, columns: width))
      ]
    }
    for row in 0..<rows {
      let column = (top..<top + 6).contains(row) && width > 0 ? width + 2 : 0
      let text = String(
        "words that are written here".prefix(Int.random(in: 0...26, using: &generator)))
      frame.put(text, width: text.count, row: row, column: column)
      if Bool.random(using: &generator) {
        frame.put("end", width: 3, row: row, column: columns - 3)
      }
    }
    return frame
  }

  private let methods: [PictureMethod] = [
    .kitty, .placeholders(.direct), .iterm, .sixel, .blocks(.direct), .blocks(.indexed),
    .characters,
  ]

  @Test(arguments: 0..<7, 1...6)
  func theScreenShowsTheFrame(method index: Int, seed: Int) throws {
    let method = methods[index]
    var generator = Generator(state: UInt64(seed))
    var writer = FrameWriter(method: method, session: 3)
    let screen = ScreenModel(columns: 60, rows: 12)
    for step in 0..<40 {
      let frame = frame(&generator, columns: 60, rows: 12)
      if step % 13 == 12 { screen.feed(writer.forget() + "\u{1B}[1;1Hrubbish of somebody else's") }
      screen.feed(try writer.update(to: frame))
      #expect(try writer.update(to: frame) == "")
      var fresh = FrameWriter(method: method, session: 3)
      let clean = ScreenModel(columns: 60, rows: 12)
      clean.feed(try fresh.update(to: frame))
      #expect(screen.lines == clean.lines)
      #expect(screen.pictures.map(\.payload.hashValue) == clean.pictures.map(\.payload.hashValue))
      #expect(screen.pictures.map(\.row) == clean.pictures.map(\.row))
      #expect(
        screen.virtual.values.map(\.payload) == clean.virtual.values.map(\.payload)
          || frame.pictures.isEmpty)
      #expect(screen.overflows == 0 && screen.unknown.isEmpty)
      #expect(
        screen.pictures.count
          == (method.isText || !screen.virtual.isEmpty ? 0 : frame.pictures.count)
          || method == .placeholders(.direct))
    }
  }

  @Test func aWordThatChangesIsSentAlone() throws {
    var writer = FrameWriter(method: .kitty)
    var frame = TerminalFrame(columns: 80, rows: 24)
    frame.pictures = [
      .init(Drawn.spiral(side: 64), over: CellBox(row: 1, column: 0, rows: 20, columns: 40))
    ]
    for row in 1..<20 { frame.put("a line of words", width: 15, row: row, column: 42) }
    #expect(try writer.update(to: frame).utf8.count > 2000)
    frame.rows[5] = []
    frame.put("a line of wards", width: 15, row: 5, column: 42)
    #expect(try writer.update(to: frame) == "\u{1B}[6;43Ha line of wards")
  }

  @Test func shorterWordsLeaveNothingOfLongerOnes() throws {
    var writer = FrameWriter(method: .characters)
    var frame = TerminalFrame(columns: 20, rows: 1)
    frame.put("longer", width: 6, row: 0, column: 0)
    frame.put("end", width: 3, row: 0, column: 17)
    let screen = ScreenModel(columns: 20, rows: 1)
    screen.feed(try writer.update(to: frame))
    frame.rows[0] = []
    frame.put("long", width: 4, row: 0, column: 0)
    frame.put("e", width: 1, row: 0, column: 17)
    screen.feed(try writer.update(to: frame))
    #expect(screen.lines == ["long             e"])
  }

  @Test func framesAreShownAtOnceWhereTheTerminalCan() throws {
    var writer = FrameWriter(method: .characters, isSynchronised: true)
    var frame = TerminalFrame(columns: 20, rows: 2)
    frame.put("words", width: 5, row: 0, column: 0)
    let text = try writer.update(to: frame)
    #expect(text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l"))
    #expect(try writer.update(to: frame) == "")
  }

  /// A new picture is there before the old one goes.
  @Test func kittyPicturesAreExchangedWithoutAGap() throws {
    var writer = FrameWriter(method: .kitty)
    let screen = ScreenModel(columns: 40, rows: 10)
    var ids: [Int] = []
    for level in [UInt8(10), 20, 30] {
      var frame = TerminalFrame(columns: 40, rows: 10)
      frame.pictures = [
        .init(
          Raster(width: 4, height: 4, filling: level),
          over: CellBox(row: 0, column: 0, rows: 4, columns: 8))
      ]
      screen.feed(try writer.update(to: frame))
      #expect(screen.pictures.count == 1)
      ids += screen.pictures.map(\.id)
    }
    #expect(Set(ids).count == 3)
    let order = screen.commands.map { ($0["a"] ?? "") }
    #expect(order == ["T", "T", "d", "T", "d"])
    screen.feed(writer.forget())
    #expect(screen.pictures.isEmpty)
  }

  @Test func placeholdersStayWhileThePictureChanges() throws {
    var writer = FrameWriter(method: .placeholders(.direct), inTmux: true)
    var sizes: [Int] = []
    for level in [UInt8(10), 20] {
      var frame = TerminalFrame(columns: 80, rows: 24)
      frame.pictures = [
        .init(
          Raster(width: 4, height: 4, filling: level),
          over: CellBox(row: 0, column: 0, rows: 20, columns: 40))
      ]
      let text = try writer.update(to: frame)
      sizes.append(text.utf8.count)
      #expect(text.contains("\u{1B}Ptmux;"))
    }
    // The cells are sent once, then only the picture.
    #expect(sizes[1] * 2 < sizes[0], "\(sizes)")
  }

  @Test func largePicturesAreMadeSmallerHere() throws {
    let large = Raster(width: 900, height: 900, filling: 9)
    let box = CellBox(row: 0, column: 0, rows: 10, columns: 20)
    let cell = CellSize(width: 8, height: 16)
    #expect(PictureMethod.kitty.fitted(large, to: box, cell: cell).width == 160)
    #expect(PictureMethod.sixel.fitted(large, to: box, cell: cell).height == 160)
    let small = Raster(width: 64, height: 64)
    #expect(PictureMethod.kitty.fitted(small, to: box, cell: cell).width == 128)
    #expect(
      PictureMethod.kitty.fitted(Raster(width: 150, height: 150), to: box, cell: cell).width == 150)
  }

  @Test(arguments: [
    (64, 64, 40, 19, 38, 19), (64, 64, 20, 19, 20, 10), (88, 44, 40, 40, 40, 10),
    (1, 100, 40, 20, 1, 20), (100, 1, 40, 20, 40, 1),
  ])
  func picturesKeepTheirShape(
    width: Int, height: Int, columns: Int, rows: Int, expectedColumns: Int, expectedRows: Int
  ) {
    let fitted = CellBox.fitting(
      width: width, height: height, columns: columns, rows: rows, cell: .usual)
    #expect(fitted == (expectedColumns, expectedRows))
  }
}
