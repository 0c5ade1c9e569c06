import Testing

@testable import Imaging

struct PixelFontTests {
  @Test func everyPrintableCharacterHasAShapeOfItsOwn() {
    let printable = (32..<127).map { Character(UnicodeScalar(UInt8($0))) }
    let shapes = printable.map { PixelFont.rows(of: $0) }
    #expect(Set(shapes).count == 95)
    #expect(shapes.dropFirst().allSatisfy { $0.contains { $0 != 0 } })
    #expect(shapes.allSatisfy { ($0.count == 7 || $0.count == 9) && $0.allSatisfy { $0 < 32 } })
  }

  @Test func lettersAreInTheRightPlaces() {
    #expect(PixelFont.rows(of: " ").allSatisfy { $0 == 0 })
    #expect(PixelFont.rows(of: "T") == [31, 4, 4, 4, 4, 4, 4])
    #expect(PixelFont.rows(of: "L") == [16, 16, 16, 16, 16, 16, 31])
    #expect(PixelFont.rows(of: "-") == [0, 0, 0, 31, 0, 0, 0])
    #expect(PixelFont.rows(of: "1") == [4, 12, 4, 4, 4, 4, 14])
  }

  @Test func descendersReachBelowTheBaseline() {
    for character in "gjpqy" {
      #expect(PixelFont.rows(of: character).dropFirst(7).contains { $0 != 0 })
    }
    for character in "abdhkAZ09" {
      #expect(PixelFont.rows(of: character).dropFirst(7).allSatisfy { $0 == 0 })
    }
  }

  @Test func otherCharactersAreAHollowBox() {
    #expect(PixelFont.rows(of: "é") == [31, 17, 17, 17, 17, 17, 31])
    #expect(PixelFont.rows(of: "\n") == PixelFont.rows(of: "星"))
  }
}
