import Foundation
import Imaging
import TestSupport
import Testing

@testable import TerminalGraphics

/// What is sent is decoded again and held against the picture.
@Suite struct ImageProtocolTests {
  private let raster = Drawn.spiral(side: 90)

  @Test func kittyPicturesComeInPiecesAndWhole() throws {
    let commands = try KittyImage.transmission(
      raster, id: 77, columns: 20, rows: 10, placement: .atCursor)
    #expect(commands.count > 1)
    for (index, command) in commands.enumerated() {
      let body = try #require(command.split(separator: ";", maxSplits: 1).last).dropLast(2)
      #expect(body.utf8.count <= 4096)
      #expect(index == commands.count - 1 || body.utf8.count % 4 == 0)
      #expect(
        command.contains("q=2") && command.contains(",m=\(index == commands.count - 1 ? 0 : 1)"))
    }
    let screen = ScreenModel(columns: 80, rows: 24)
    screen.feed("\u{1B}[3;5H" + commands.joined())
    let shown = try #require(screen.pictures.first)
    #expect((shown.id, shown.row, shown.column, shown.rows, shown.columns) == (77, 2, 4, 10, 20))
    #expect(try Raster(decoding: Data(shown.payload)) == raster)
    screen.feed(KittyImage.deletion(id: 77))
    #expect(screen.pictures.isEmpty && screen.unknown.isEmpty)
  }

  @Test func tmuxHandsCommandsOn() throws {
    let commands = try KittyImage.transmission(
      raster, id: 5, columns: 20, rows: 10, placement: .placeholders
    ).map(Multiplexer.wrapped)
    #expect(commands.allSatisfy { $0.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_G") })
    #expect(commands.allSatisfy { $0.hasSuffix("\u{1B}\u{1B}\\\u{1B}\\") })
    let screen = ScreenModel(columns: 80, rows: 24)
    screen.feed(commands.joined())
    let shown = try #require(screen.virtual[5])
    #expect(try Raster(decoding: Data(shown.payload)) == raster && screen.pictures.isEmpty)
  }

  /// The rule by which the marks were chosen, asked of Unicode itself.
  @Test func marksOfPlaceholdersAreThoseOfTheProtocol() {
    let marks = KittyPlaceholder.marks
    #expect(marks.count == 297)
    #expect(marks[0] == "\u{305}" && marks[1] == "\u{30D}" && marks[2] == "\u{30E}")
    #expect(marks[100] == "\u{733}" || marks[100].value > 0x600)
    #expect(marks[295] == "\u{1D243}" && marks[296] == "\u{1D244}")
    #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.value < $1.value })
    for mark in marks {
      #expect(mark.properties.canonicalCombiningClass.rawValue == 230)
      #expect(mark.properties.generalCategory == .nonspacingMark)
      let text = String(mark)
      #expect(text.decomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual([mark]))
      #expect((mark.properties.age?.major ?? 99) <= 6)
    }
  }

  @Test(arguments: [ColourDepth.direct, .indexed])
  func placeholdersNameTheirCells(depth: ColourDepth) {
    let id: UInt32 = depth == .direct ? 0x0A0B0C : 200
    let lines = KittyPlaceholder.lines(id: id, columns: 7, rows: 3, depth: depth)
    let screen = ScreenModel(columns: 20, rows: 5)
    for (row, line) in lines.enumerated() { screen.feed("\u{1B}[\(row + 1);1H" + line) }
    for row in 0..<3 {
      for column in 0..<7 {
        let scalars = Array(screen.cells[row][column].unicodeScalars)
        #expect(
          scalars == ["\u{10EEEE}", KittyPlaceholder.marks[row], KittyPlaceholder.marks[column]])
        #expect(screen.colours[row][column] == (depth == .direct ? "38;2;10;11;12" : "38;5;200"))
      }
    }
  }

  @Test func itermGetsThePictureAndItsCells() throws {
    let screen = ScreenModel(columns: 80, rows: 24)
    screen.feed("\u{1B}[2;2H" + (try ITermImage.command(raster, columns: 30, rows: 15)))
    let shown = try #require(screen.pictures.first)
    #expect((shown.row, shown.column, shown.rows, shown.columns) == (1, 1, 15, 30))
    #expect(try Raster(decoding: Data(shown.payload)) == raster)
  }

  @Test(arguments: [(90, 256, 6.0), (47, 256, 6.0), (90, 16, 24.0), (1, 256, 3.0), (6, 2, 80.0)])
  func sixelsShowThePicture(side: Int, colours: Int, tolerance: Double) throws {
    let raster = Drawn.spiral(side: side)
    let text = SixelImage.command(raster, colours: colours)
    let decoded = try #require(SixelDecoder.decode(Array(text.utf8)))
    #expect(decoded.raster.width == side && decoded.raster.height == side)
    #expect(decoded.colours <= colours)
    #expect(Drawn.error(decoded.raster, raster) < tolerance)
  }

  /// Dithering keeps the brightness of what it can't show: over a neighbourhood it is right.
  @Test func fewColoursKeepTheMean() throws {
    let raster = Drawn.spiral(side: 96)
    let text = SixelImage.command(raster, colours: 16)
    let decoded = try #require(SixelDecoder.decode(Array(text.utf8)))
    let (small, wanted) = (
      decoded.raster.resized(width: 12, height: 12), raster.resized(width: 12, height: 12)
    )
    #expect(Drawn.error(small, wanted) < 6)
  }

  @Test func sixelsOfOneColourAreShort() throws {
    let text = SixelImage.command(Raster(width: 600, height: 600, filling: 30))
    #expect(text.utf8.count < 1200)
    #expect(SixelDecoder.decode(Array(text.utf8))?.colours == 1)
  }
}
