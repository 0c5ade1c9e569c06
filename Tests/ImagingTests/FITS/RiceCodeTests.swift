import Testing

@testable import Imaging

struct RiceCodeTests {
  /// Bits as text, from the highest of the first byte.
  private static func stream(_ text: String) -> [UInt8] {
    let bits = text.filter { $0 == "0" || $0 == "1" }.map { $0 == "1" ? UInt8(1) : 0 }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(0) { $0 << 1 | (start + $1 < bits.count ? bits[start + $1] : 0) }
    }
  }

  private static let short = RiceCode(bytes: 2, block: 4)
  private static let first = String(repeating: "0", count: 16)

  /// Streams of words of two bytes in blocks of four: four bits of code, then the pixels.
  @Test(arguments: [
    ("0000", 4),  // all as the pixel before
    ("0001 1 01 001 1", 4),  // nothing but the count of zeros
    ("0011 100 0111 00101 100", 4),  // and two bits each
    ("1111" + String(repeating: "0110", count: 16), 4),  // uncoded
    ("0000 0000 0001 1 1 1 1", 12),
    ("0001 1 1", 2),  // a last block that is not full
  ])
  func wholeStreamsAreWhole(code: String, pixels: Int) {
    let bits = RiceCodeTests.first + code
    let bytes = RiceCodeTests.stream(bits)
    #expect(RiceCodeTests.short.holds(pixels, in: bytes))
    #expect(!RiceCodeTests.short.holds(pixels, in: bytes.dropLast()))
    #expect(!RiceCodeTests.short.holds(pixels + 32, in: bytes))
  }

  @Test func brokenStreamsAreRefused() {
    let zeros = RiceCodeTests.stream(
      RiceCodeTests.first + "0001" + String(repeating: "0", count: 90))
    #expect(!RiceCodeTests.short.holds(4, in: zeros))
    #expect(!RiceCodeTests.short.holds(1, in: []))
    #expect(!RiceCodeTests.short.holds(1, in: [0, 0]))
    // Splits of 15 and more do not occur in words of two bytes: four bits of code reach 15 at most.
    let long = RiceCode(bytes: 4, block: 32)
    let first = String(repeating: "0", count: 32)
    #expect(
      !long.holds(1, in: RiceCodeTests.stream(first + "11111" + String(repeating: "1", count: 64))))
    #expect(
      long.holds(
        1, in: RiceCodeTests.stream(first + "11001" + "1" + String(repeating: "1", count: 24))))
  }
}
