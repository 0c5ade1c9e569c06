import Review
import Testing

/// Bytes of a terminal.
@Suite struct KeyDecoderTests {
  private func decoded(_ bytes: [UInt8]) -> [ReviewKey] {
    var decoder = KeyDecoder()
    return decoder.feed(bytes) + decoder.flush()
  }

  @Test(
    arguments: [
      ([0x72], [.character("r")]), ([0x03], [.interrupt]), ([0x04], [.endOfInput]),
      ([0x0D], [.enter]), ([0x0A], [.enter]), ([0x7F], [.backspace]), ([0x08], [.backspace]),
      ([0x15], [.control("u")]), ([0x0C], [.redraw]), ([0x01], [.control("a")]),
      ([0x1B], [.escape]),
      ([0x1B, 0x1B], [.escape, .escape]), ([0x1B, 0x5B, 0x41], [.up]),
      ([0x1B, 0x5B, 0x31, 0x3B, 0x35, 0x43, 0x71], [.right, .character("q")]),
      ([0x1B, 0x4F, 0x50, 0x71], [.other, .character("q")]), ([0x1B, 0x71], [.other]),
      ([0xC3, 0xA9], [.character("é")]), ([0xF0, 0x9F, 0x8C, 0x80], [.character("🌀")]),
      ([0xC3], [.other]), ([0xFF, 0x72], [.other, .character("r")]),
      ([0xC3, 0x72], [.other, .character("r")]), ([0xED, 0xA0, 0x80], [.other]),
    ] as [([UInt8], [ReviewKey])])
  func decodes(bytes: [UInt8], keys: [ReviewKey]) {
    #expect(decoded(bytes) == keys)
  }

  @Test func pastesAreNoKeyPresses() {
    let paste = Array("\u{1B}[200~rq\u{1B}[Aé\nx\u{1B}[201~b".utf8)
    #expect(decoded(paste) == [.paste("rq\u{1B}[Aé\nx"), .character("b")])
  }

  @Test func aPasteIsAwaitedToItsEnd() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~rb".utf8).isEmpty)
    #expect(!decoder.isWaiting)
    #expect(decoder.flush().isEmpty)
    #expect(decoder.feed("q\u{1B}[20".utf8).isEmpty && decoder.flush().isEmpty)
    #expect(decoder.feed("1~s".utf8) == [.paste("rbq"), .character("s")])
    #expect(decoder.feed([0x1B]).isEmpty && decoder.isWaiting && decoder.flush() == [.escape])
  }

  @Test func aPasteIsKeptUpToABound() {
    let text = String(repeating: "r", count: 3 * KeyDecoder.longestPaste)
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~b".utf8)
    let kept = ReviewKey.paste(String(repeating: "r", count: KeyDecoder.longestPaste))
    #expect(decoded(bytes) == [kept, .character("b")])
    for size in [1, 7, 1000, 12_294] {
      var decoder = KeyDecoder()
      let keys = stride(from: 0, to: bytes.count, by: size).flatMap {
        decoder.feed(bytes[$0..<min($0 + size, bytes.count)])
      }
      #expect(keys == [kept, .character("b")], "pieces of \(size)")
    }
  }

  @Test func controlCLeavesAPasteThatHangs() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~rb".utf8).isEmpty)
    #expect(decoder.feed([0x03]) == [.interrupt])
    #expect(decoder.feed("r".utf8) == [.character("r")])
  }

  @Test func anySplitOfTheBytesGivesTheSameKeys() {
    let bytes = Array("rü\u{1B}[A\u{1B}[200~p🌀\u{1B}[201~\u{1B}OPz".utf8)
    let whole = decoded(bytes)
    for cut in 1..<bytes.count {
      var decoder = KeyDecoder()
      let parts = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) + decoder.flush()
      #expect(parts == whole, "cut at \(cut)")
    }
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.feed([$0]) } == whole)
    #expect(!decoder.isWaiting)
  }
}
