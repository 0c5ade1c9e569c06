import Testing

@testable import Imaging

struct ContactSheetTests {
  private let red = Raster(
    width: 4, height: 4, pixels: Array(repeatElement([250, 0, 0], count: 16).joined()))

  @Test func gridHoldsEveryPictureAtItsPlace() {
    let sheet = ContactSheet(columns: 3, side: 20).raster(
      of: [ContactSheet.Cell](repeating: .init(red), count: 5))
    #expect(sheet.width == 3 * 24 + 4)
    #expect(sheet.height == 2 * 24 + 4)
    for index in 0..<6 {
      let middle = sheet[4 + index % 3 * 24 + 10, 4 + index / 3 * 24 + 10]
      // The sixth place is empty.
      #expect(middle == (index < 5 ? (250, 0, 0) : (24, 24, 24)))
    }
    #expect(sheet[1, 1] == (24, 24, 24))
  }

  @Test func fewPicturesMakeANarrowSheet() {
    let sheet = ContactSheet(columns: 10, side: 20).raster(of: [.init(red), .init(red)])
    #expect(sheet.width == 2 * 24 + 4)
    #expect(ContactSheet(columns: 10, side: 20).raster(of: []).width == 28)
  }

  @Test func captionsAreBelowAndStayInTheirCell() {
    let black = Raster(width: 4, height: 4)
    let sheet = ContactSheet(columns: 2, side: 30).raster(of: [
      .init(black, "a very long caption indeed", "ring"), .init(black),
    ])
    #expect(sheet.height == 30 + 4 + 2 * 10 + 4)
    func ink(_ columns: Range<Int>, _ rows: Range<Int>) -> Int {
      rows.reduce(0) { sum, y in sum + columns.count { sheet[$0, y].red > 100 } }
    }
    #expect(ink(4..<34, 36..<45) > 10)
    #expect(ink(4..<34, 46..<56) > 10)
    #expect(ink(34..<sheet.width, 0..<sheet.height) == 0)
  }

  @Test func longCaptionsKeepBothEnds() {
    let black = Raster(width: 4, height: 4)
    func drawn(_ caption: String) -> Raster {
      ContactSheet(columns: 1, side: 41).raster(of: [.init(black, caption)])
    }
    // Seven characters fit.
    #expect(drawn("PGC0000212") == drawn("PGC..12"))
    #expect(drawn("PGC0212") != drawn("PGC..12"))
  }

  @Test func proportionsAreKept() {
    let wide = Raster(width: 8, height: 4, filling: 200)
    let sheet = ContactSheet(columns: 1, side: 20).raster(of: [.init(wide)])
    #expect(sheet[14, 14] == (200, 200, 200))
    #expect(sheet[14, 6] == (24, 24, 24))
    #expect(sheet[5, 14] == (200, 200, 200))
  }
}
