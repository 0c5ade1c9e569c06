import Foundation
import Testing

@testable import Imaging

struct FITSHeaderTests {
  private static func header(_ cards: [String]) -> FITSHeader {
    FITSHeader(
      cards: cards.flatMap { card in
        Array((card + String(repeating: " ", count: max(0, 80 - card.utf8.count))).utf8.prefix(80))
      })
  }

  /// Values of every kind that the standard allows.
  @Test(arguments: [
    ("SIMPLE", "T"), ("BITPIX", "-32"), ("REAL", "1.5E-3"), ("FILTER", "r"), ("SPACES", "a  b"),
    ("QUOTED", "O'Hara's / star"), ("SLASH", "grz"), ("LATER", nil), ("EMPTY", nil),
    ("NOTHING", nil), ("BIT", nil), ("TWICE", "first"), ("FREE", "7"),
  ])
  func valuesAreRead(keyword: String, value: String?) {
    let header = FITSHeaderTests.header([
      "SIMPLE  =                    T / a comment", "BITPIX  =                  -32",
      "REAL    =               1.5E-3 / half", "FILTER  = 'r       '           / its filter",
      "SPACES  = '  a  b  '", "QUOTED  = 'O''Hara''s / star' / and more",
      "SLASH   = 'grz'/bands", "EMPTY   = '        '", "NOTHING =",
      "TWICE   = 'first'", "TWICE   = 'second'", "FREE    = 7/free",
      "END", "LATER   = 'no'",
    ])
    #expect(header.text(keyword) == value)
    #expect(header.cards.count == 13 * 80)
  }

  @Test func wholeNumbersAreWhole() {
    let header = FITSHeaderTests.header([
      "ONE     = 12", "TWO     = 1.5", "THREE   = '7'", "FOUR    = -9", "FIVE    = x",
    ])
    let numbers = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"].map(header.integer)
    #expect(numbers == [12, nil, 7, -9, nil, nil])
  }

  @Test func cardsThatWouldHarmAreLeftOut() {
    let good = [
      "CTYPE1  = 'RA---TAN'", "CRVAL1  = 150.0 / it's", "NAME    = 'O''Hara' / isn't it",
      "COMMENT = 'open", "EMPTY   =", "END",
    ]
    let bad = ["CTYPE2  = 'DEC--TAN", "CUNIT1  = 'deg''", "CUNIT2  = 'd\u{7}eg'", "A       = 'é'"]
    let header = FITSHeaderTests.header(good.dropLast() + bad + ["END"])
    let kept = header.coordinateCards()
    #expect(kept == FITSHeaderTests.header(good.filter { !$0.contains("open") }).cards)
    #expect(header.text("CTYPE2") == nil)
    #expect(header.text("NAME") == "O'Hara")
  }

  /// Beyond PVi_4 TAN has no parameters: SCAMP's polynomials are there, and SIP only repeats them.
  @Test(arguments: [("PV2_5", true), ("PV1_39", true), ("PV1_4", false), ("PV3_5", false)])
  func scampsDistortionGetsItsName(parameter: String, isSCAMP: Bool) {
    let header = FITSHeaderTests.header([
      "CTYPE1  = 'RA---TAN' / not DEC--TAN", "CTYPE2  = 'DEC--TAN '", "A_2_0   = 1",
      parameter.padding(toLength: 8, withPad: " ", startingAt: 0) + "= 0.5", "END",
    ])
    let renamed = FITSHeaderTests.header([
      "CTYPE1  = 'RA---TPV' / not DEC--TAN", "CTYPE2  = 'DEC--TPV '",
      parameter.padding(toLength: 8, withPad: " ", startingAt: 0) + "= 0.5", "END",
    ])
    #expect(header.coordinateCards() == (isSCAMP ? renamed : header).cards)
  }
}
