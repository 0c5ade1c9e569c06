/// The Rice code of a compressed image (White & Becker 1998; FITS standard 4.0, section 10.4.1).
///
/// CFITSIO reads on behind the end of a stream that was changed on the way, and so crashes. This
/// walks through the code without keeping a pixel, which tells whether the stream is whole.
struct RiceCode: Sendable {
  /// Bytes of a coded word.
  let bytes: Int
  /// Pixels that share a code.
  let block: Int

  /// Code of words of 1, 2 or 4 bytes.
  init(bytes: Int, block: Int) {
    self.bytes = bytes
    self.block = block
  }

  /// Reads BLOCKSIZE, and BYTEPIX, which has to fit the pixels.
  ///
  /// CFITSIO takes ZVAL1 and ZVAL2 for them, exchanged where that is plain, whatever ZNAME1 and ZNAME2
  /// say; and so does this, since CFITSIO does the decompressing.
  init(_ header: FITSHeader, bits: Int) throws(FITSUnit.Fault) {
    bytes = bits == 8 ? 1 : bits == 16 ? 2 : 4
    let first = header.integer("ZVAL1") ?? 0
    let isOld = header.text("ZNAME2") == "NOISEBIT" || !header.has("ZVAL2")
    let second = isOld ? 4 : header.integer("ZVAL2") ?? 0
    let isExchanged = first < 16 && second > 8
    guard bits != 64, isExchanged ? first == bytes : second == bytes else {
      throw FITSUnit.Fault(reason: "the Rice code's BYTEPIX does not fit the pixels")
    }
    block = isExchanged ? second : first
    guard (1...1024).contains(block) else {
      throw FITSUnit.Fault(reason: "the Rice code's BLOCKSIZE is none")
    }
  }

  /// Whether a stream holds this many pixels.
  func holds(_ pixels: Int, in stream: [UInt8]) -> Bool {
    let (splitBits, longestSplit) = bytes == 1 ? (3, 6) : bytes == 2 ? (4, 14) : (5, 25)
    // The first pixel stands uncoded before the code.
    var reader = BitReader(stream, from: bytes * 8)
    var left = pixels
    while left > 0 {
      guard let code = reader.number(splitBits) else { return false }
      let count = min(block, left)
      left -= count
      switch code - 1 {
      case ..<0: break
      case longestSplit: reader.skip(count * bytes * 8)
      case longestSplit...: return false
      case let split:
        for _ in 0..<count {
          guard reader.skipZerosAndOne() else { return false }
          reader.skip(split)
        }
      }
      if reader.isBeyondEnd { return false }
    }
    return true
  }

  /// Bits from the highest of each byte down.
  private struct BitReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8], from position: Int) {
      self.bytes = bytes
      self.position = position
      end = bytes.count * 8
    }

    var isBeyondEnd: Bool { position > end }

    mutating func skip(_ count: Int) {
      position += count
    }

    /// Up to eight bits.
    mutating func number(_ count: Int) -> Int? {
      guard position + count <= end else { return nil }
      let byte = position >> 3
      let word = Int(bytes[byte]) << 8 | (byte + 1 < bytes.count ? Int(bytes[byte + 1]) : 0)
      let value = word >> (16 - (position & 7) - count) & (1 << count - 1)
      position += count
      return value
    }

    /// Goes behind the next bit that is set.
    mutating func skipZerosAndOne() -> Bool {
      while position < end {
        let rest = bytes[position >> 3] << UInt8(position & 7)
        if rest != 0 {
          position += rest.leadingZeroBitCount + 1
          return true
        }
        position = (position | 7) + 1
      }
      return false
    }
  }
}
