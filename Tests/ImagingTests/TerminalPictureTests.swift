import Testing

@testable import Imaging

struct TerminalPictureTests {
  @Test func halfBlocksHoldTwoPixelsACharacter() {
    var raster = Raster(width: 2, height: 2)
    raster[0, 0] = (255, 0, 0)
    raster[1, 0] = (0, 255, 0)
    raster[0, 1] = (0, 0, 255)
    raster[1, 1] = (9, 9, 9)
    #expect(
      TerminalPicture.halfBlocks(raster, columns: 2)
        == "\u{1B}[38;2;255;0;0m\u{1B}[48;2;0;0;255m▀\u{1B}[38;2;0;255;0m\u{1B}[48;2;9;9;9m▀\u{1B}[0m"
    )
  }

  @Test(arguments: [
    (64, 64, 40, 20), (88, 44, 40, 10), (16, 32, 10, 10), (100, 1, 10, 1), (1, 1, 7, 4),
  ])
  func linesKeepTheProportionsAndEndInAReset(width: Int, height: Int, columns: Int, lines: Int) {
    let raster = Raster(width: width, height: height, filling: 40)
    for text in [
      TerminalPicture.halfBlocks(raster, columns: columns),
      TerminalPicture.characters(raster, columns: columns),
    ] {
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == lines)
    }
    for line in TerminalPicture.halfBlocks(raster, columns: columns).split(separator: "\n") {
      #expect(line.count { $0 == "▀" } == columns)
      #expect(line.hasSuffix("\u{1B}[0m"))
      // One colour needs one escape each for the upper and the lower half, and the reset.
      #expect(line.count { $0 == "\u{1B}" } == 3)
    }
  }

  @Test func shrinkingAveragesInsteadOfDroppingPixels() {
    var raster = Raster(width: 64, height: 64)
    for y in 0..<64 {
      for x in stride(from: y % 2, to: 64, by: 2) { raster[x, y] = (255, 255, 255) }
    }
    let text = TerminalPicture.halfBlocks(raster, columns: 8)
    let levels = text.matches(of: /2;(\d+);\d+;\d+m/).compactMap { Int($0.output.1) }
    #expect(!levels.isEmpty)
    #expect(levels.allSatisfy { (100...155).contains($0) })
  }

  @Test func charactersGrowWithBrightnessAndNeedNoEscapes() {
    var raster = Raster(width: 10, height: 2)
    for x in 0..<10 {
      let level = UInt8(x * 28)
      for y in 0..<2 { raster[x, y] = (level, level, level) }
    }
    #expect(TerminalPicture.characters(raster, columns: 10) == " .:-=+*#%@")
  }
}
