import Imaging
import TestSupport
import Testing

@testable import TerminalGraphics

/// Pictures made of text.
@Suite struct TextPictureTests {
  private static let quarters: [Character: Int] = [
    " ": 0, "▘": 1, "▝": 2, "▀": 3, "▖": 4, "▌": 5, "▞": 6, "▛": 7, "▗": 8, "▚": 9, "▐": 10,
    "▜": 11, "▄": 12, "▙": 13, "▟": 14, "█": 15,
  ]

  /// Four pixels a cell, as a terminal would show them.
  private func shown(_ lines: [String], columns: Int) -> Raster? {
    var raster = Raster(width: columns * 2, height: lines.count * 2)
    for (row, line) in lines.enumerated() {
      var front = (red: UInt8(0), green: UInt8(0), blue: UInt8(0))
      var back = front
      var column = 0
      var rest = Substring(line)
      while let next = rest.popFirst() {
        if next == "\u{1B}" {
          let body = rest.dropFirst().prefix { $0 != "m" }
          rest = rest.dropFirst(body.count + 2)
          let numbers = body.split(separator: ";").compactMap { Int($0) }
          guard numbers.count > 1 else { continue }
          let colour: (red: UInt8, green: UInt8, blue: UInt8)
          if numbers[1] == 5 {
            colour = Self.xterm(numbers[2])
          } else {
            colour = (UInt8(numbers[2]), UInt8(numbers[3]), UInt8(numbers[4]))
          }
          if numbers[0] == 38 { front = colour } else { back = colour }
          continue
        }
        guard let mask = Self.quarters[next], column < columns else { return nil }
        for quarter in 0..<4 {
          raster[column * 2 + quarter % 2, row * 2 + quarter / 2] =
            mask >> quarter & 1 == 1 ? front : back
        }
        column += 1
      }
      guard column == columns, line.hasSuffix("\u{1B}[0m") else { return nil }
    }
    return raster
  }

  private static func xterm(_ index: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    if index >= 232 {
      let level = UInt8(8 + 10 * (index - 232))
      return (level, level, level)
    }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = index - 16
    return (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
  }

  @Test(arguments: [ColourDepth.direct, .indexed])
  func blocksShowThePicture(depth: ColourDepth) throws {
    let raster = Drawn.spiral(side: 120)
    let lines = BlockPicture.lines(raster, columns: 40, rows: 20, depth: depth)
    #expect(lines.count == 20)
    let picture = try #require(shown(lines, columns: 40))
    let wanted = raster.resized(width: 80, height: 40)
    #expect(Drawn.error(picture, wanted) < (depth == .direct ? 8 : 16))
    #expect(lines.allSatisfy { $0.contains(depth == .direct ? ";2;" : ";5;") })
    #expect(!lines.joined().contains(depth == .direct ? "8;5;" : "8;2;"))
  }

  /// Half blocks show two rows of one column; quarters must be nearer the picture than those.
  @Test func quartersAreSharperThanHalfBlocks() throws {
    let raster = Drawn.spiral(side: 120)
    let wanted = raster.resized(width: 80, height: 40)
    let halves = raster.resized(width: 40, height: 40)
    var asHalves = Raster(width: 80, height: 40)
    for y in 0..<40 { for x in 0..<80 { asHalves[x, y] = halves[x / 2, y] } }
    let quarters = try #require(
      shown(BlockPicture.lines(raster, columns: 40, rows: 20, depth: .direct), columns: 40))
    let (sharp, blunt) = (Drawn.error(quarters, wanted), Drawn.error(asHalves, wanted))
    #expect(sharp < blunt * 0.9)
  }

  @Test func oneColourNeedsOneCode() {
    let flat = BlockPicture.lines(
      Raster(width: 30, height: 30, filling: 40), columns: 12, rows: 3, depth: .direct)
    #expect(flat.allSatisfy { $0.count { $0 == "\u{1B}" } == 2 })
  }

  @Test func cellsThatDifferByNoiseAloneAreFlat() {
    var raster = Raster(width: 24, height: 6)
    for y in 0..<6 {
      for x in 0..<24 { raster[x, y] = (20, 20, UInt8(20 + (x * 7 + y * 3) % 3)) }
    }
    let lines = BlockPicture.lines(raster, columns: 12, rows: 3, depth: .direct)
    #expect(lines.allSatisfy { $0.count { $0 == "\u{1B}" } == 2 })
  }

  @Test func inkGrowsWithBrightnessAndNeedsNoCodes() {
    var raster = Raster(width: 10, height: 2)
    for x in 0..<10 {
      let level = UInt8(x * 28)
      for y in 0..<2 { raster[x, y] = (level, level, level) }
    }
    #expect(InkPicture.lines(raster, columns: 10, rows: 1) == [" .:-=+*#%@"])
  }

  @Test func inkIsBlankWhereTheSkyIs() {
    let lines = InkPicture.lines(Drawn.spiral(side: 64, sky: 60), columns: 30, rows: 15)
    #expect(lines.count == 15 && lines.allSatisfy { $0.count == 30 && $0.utf8.count == 30 })
    #expect(lines[0].allSatisfy { $0 == " " || $0 == "." })
    #expect(lines.joined().contains("@"))
    #expect(
      InkPicture.lines(Raster(width: 4, height: 4, filling: 9), columns: 4, rows: 2).count == 2)
  }
}
