import Imaging
import Testing

struct GZIPTests {
  /// `printf 'galaxy galaxy galaxy' | gzip -n`, and `printf '!' | gzip -n`.
  static let galaxies: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03,
    0x4B, 0x4F, 0xCC, 0x49, 0xAC, 0xA8, 0x54, 0x48, 0x47, 0xA6, 0x00, 0xD2, 0x94, 0x89, 0xB7,
    0x14, 0x00, 0x00, 0x00,
  ]
  static let mark: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03,
    0x53, 0x04, 0x00, 0xD3, 0xFF, 0x6B, 0x9E, 0x01, 0x00, 0x00, 0x00,
  ]

  @Test func streamsAreUnpackedAlsoSeveral() throws {
    #expect(GZIP.isPacked(GZIPTests.galaxies) && !GZIP.isPacked(Array("galaxy".utf8)))
    let text = Array("galaxy galaxy galaxy".utf8)
    #expect(try GZIP.unpacked(GZIPTests.galaxies, atMost: 20) == text)
    let both = GZIPTests.galaxies + GZIPTests.mark + [0, 0, 0]
    #expect(try GZIP.unpacked(both, atMost: 1 << 20) == text + Array("!".utf8))
  }

  @Test func whatComesToMoreThanTheLimitIsRefused() {
    #expect(throws: ImagingError.tooLarge(detail: "more than 0 MB of gzip")) {
      try GZIP.unpacked(GZIPTests.galaxies, atMost: 19)
    }
  }

  @Test func whereverAStreamIsCutItIsAnError() {
    for count in 2..<GZIPTests.galaxies.count {
      #expect(throws: ImagingError.damaged(detail: "the gzip stream is cut short"), "\(count)") {
        try GZIP.unpacked(Array(GZIPTests.galaxies.prefix(count)), atMost: 1 << 20)
      }
    }
  }

  @Test func aChangedStreamIsAnError() {
    for place in 10..<GZIPTests.galaxies.count {
      var changed = GZIPTests.galaxies
      changed[place] ^= 0xFF
      #expect(throws: ImagingError.self, "\(place)") {
        try GZIP.unpacked(changed, atMost: 1 << 20)
      }
    }
  }
}
