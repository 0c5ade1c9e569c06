/// Changes a FITS file card by card and byte by byte, and keeps its blocks of 2,880 bytes.
///
/// A byte inserted or lost anywhere shifts all cards behind it, and the file is refused at once;
/// so one input in eight alone is left to libFuzzer's own changes.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutateFITS(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: CUnsignedInt
) -> Int {
  if seed % 8 == 0 || count < block { return mutate(start, count, room) }
  var mutation = FITSMutation(
    bytes: Array(UnsafeBufferPointer(start: start, count: count)), seed: UInt64(seed))
  for _ in 0...mutation.below(3) { mutation.change() }
  let bytes = mutation.bytes.prefix(room)
  _ = UnsafeMutableBufferPointer(start: start, count: room).update(fromContentsOf: bytes)
  return bytes.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int) -> Int

private let block = 2880
private let card = 80

private struct FITSMutation {
  var bytes: [UInt8]
  private var state: UInt64

  init(bytes: [UInt8], seed: UInt64) {
    self.bytes = bytes
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// Xorshift; libFuzzer's seed decides everything.
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 11) % max(1, limit)
  }

  mutating func change() {
    let (cards, data) = layout()
    guard let place = cards.randomElement(using: &self) else { return }
    switch below(16) {
    case 0...4: put(value(), at: place + 10)
    case 5, 6: put(Array(lines[below(lines.count)].utf8), at: place, filling: card)
    case 7: put(Array(bytes[place..<(place + card)]), at: cards[below(cards.count)])
    case 8: put([], at: place, filling: card)
    case 9: changeDigit(of: place)
    case 10 where bytes.count > block: bytes.removeLast(block)
    case 11: bytes += [UInt8](repeating: below(2) == 0 ? 0 : UInt8(below(256)), count: block)
    default:
      guard !data.isEmpty else { return changeDigit(of: place) }
      changeData(data[below(data.count)])
    }
  }

  /// Where the cards of all headers begin, and the blocks that belong to none.
  private func layout() -> (cards: [Int], data: [Int]) {
    var (cards, data): ([Int], [Int]) = ([], [])
    var isHeader = false
    for start in stride(from: 0, through: bytes.count - block, by: block) {
      let first = bytes[start..<(start + 8)]
      if first.elementsEqual("SIMPLE  ".utf8) || first.elementsEqual("XTENSION".utf8) {
        isHeader = true
      }
      guard isHeader else {
        data.append(start)
        continue
      }
      for place in stride(from: start, to: start + block, by: card) {
        if bytes[place..<(place + 8)].elementsEqual("END     ".utf8) {
          isHeader = false
          break
        }
        cards.append(place)
      }
    }
    return (cards, data)
  }

  private mutating func put(_ text: [UInt8], at place: Int, filling length: Int = 0) {
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: max(0, length - text.count))
    let text = (text + blanks).prefix(bytes.count - place)
    bytes.replaceSubrange(place..<(place + text.count), with: text)
  }

  /// A number where numbers stand, at the right end of 20 characters, or a word at the left.
  private mutating func value() -> [UInt8] {
    let text = values[below(values.count)]
    let blanks = String(repeating: " ", count: max(0, 20 - text.count))
    return Array((text.hasPrefix("'") ? text + blanks : blanks + text).utf8)
  }

  private mutating func changeDigit(of place: Int) {
    let digits = (place..<(place + card)).filter { (0x30...0x39).contains(bytes[$0]) }
    guard let digit = digits.randomElement(using: &self) else { return }
    bytes[digit] = UInt8(0x30 + below(10))
  }

  /// Some bytes of the data, or a length or an offset in it as tables point to their heap.
  private mutating func changeData(_ start: Int) {
    // Small files have their data at the start of the block.
    let place = start + below(below(4) == 0 ? block : 256)
    switch below(3) {
    case 0: bytes[place] = UInt8(below(256))
    case 1: bytes[place] ^= 1 << UInt8(below(8))
    default:
      let number = Int32(truncatingIfNeeded: [-1, 0, 1, 2, 127, 255, 4096, .max][below(8)] as Int)
      withUnsafeBytes(of: number.bigEndian) { put(Array($0), at: place & ~3) }
    }
  }
}

extension FITSMutation: RandomNumberGenerator {
  mutating func next() -> UInt64 {
    UInt64(below(1 << 31)) << 33 ^ UInt64(below(1 << 31)) << 2 ^ UInt64(below(4))
  }
}

private let values = [
  "0", "1", "-1", "2", "3", "4", "7", "8", "16", "32", "64", "-32", "-64", "255", "256", "999",
  "1000", "32768", "65536", "-32768", "2147483647", "-2147483648", "2147483648", "4294967295",
  "9223372036854775807", "-9223372036854775808", "1E30", "-1E30", "1E308", "1E-308", "NaN", "T",
  "F", "1D300", "0.0", "''", "'1J      '", "'1B      '", "'9E      '", "'1PB(3)  '", "'1QB(9)  '",
  "'1PI     '", "'8A      '", "'0A      '", "'300000A '", "'1L      '", "'9X      '", "'1C      '",
  "'1K      '", "'1D      '", "'(3,3)   '", "'(2,2,3) '", "'(0,9)   '", "'RICE_1  '", "'GZIP_1  '",
  "'GZIP_2  '", "'PLIO_1  '", "'HCOMPRESS_1'", "'NO_DITHER'", "'SUBTRACTIVE_DITHER_1'",
  "'SUBTRACTIVE_DITHER_2'", "'COMPRESSED_DATA'", "'UNCOMPRESSED_DATA'", "'GZIP_COMPRESSED_DATA'",
  "'ZSCALE  '", "'ZZERO   '", "'ZBLANK  '", "'BINTABLE'", "'IMAGE   '", "'TABLE   '", "'RA---TAN'",
  "'DEC--TAN'", "'RA---TPV'", "'DEC--TPV'", "'RA---TAN-SIP'", "'DEC--TAN-SIP'", "'RA---ZEA'",
  "'GLON-CAR'", "'RA---TAB'", "'BAND'", "'SCI     '", "'WHT     '", "'grz     '",
]

private let lines = [
  "BITPIX  =                  -64", "BITPIX  =                    8",
  "NAXIS   =                    3", "NAXIS   =                   99",
  "NAXIS   =                  100", "ZNAXIS  =                  100",
  "NAXIS1  =                    5", "NAXIS2  =           2147483647",
  "NAXIS3  =                    3",
  "NAXIS9  =                    1", "BSCALE  =                1E300",
  "BSCALE  =                  0.0",
  "BZERO   =                32768", "BZERO   =  9223372036854775808",
  "BLANK   =               -32768",
  "PCOUNT  =                   99", "GCOUNT  =                    2",
  "GROUPS  =                    T",
  "TFIELDS =                  999", "TFORM1  = '1PB(3)  '", "TFORM2  = '27E     '",
  "TDIM2   = '(3,3,3) '", "TNULL1  =                  -99", "TSCAL1  =                1E300",
  "TZERO1  =                32768", "TTYPE2  = 'ZSCALE  '", "TTYPE3  = 'ZZERO   '",
  "THEAP   =                   64",
  "ZIMAGE  =                    T", "ZNAXIS  =                    2",
  "ZNAXIS1 =                   13",
  "ZTILE1  =                    0", "ZTILE2  =                    4",
  "ZBITPIX =                   16",
  "ZBITPIX =                  -32", "ZBLANK  =                    0", "ZNAME1  = 'BLOCKSIZE'",
  "ZVAL1   =                   16", "ZNAME2  = 'BYTEPIX '", "ZVAL2   =                    8",
  "ZQUANTIZ= 'SUBTRACTIVE_DITHER_2'", "ZDITHER0=                10000",
  "ZDITHER0=                   -1",
  "ZMASKCMP= 'RICE_1  '", "ZSCALE  =                1E-30", "WCSAXES =                    3",
  "CD1_1   =                  0.0", "CDELT1  =                 1E30",
  "CRPIX1  =                 -1E9",
  "LONPOLE =                  180", "LATPOLE =                 1000",
  "PV1_39  =                 1E30",
  "A_ORDER =                    9", "A_9_9   =                 1E10",
  "AP_ORDER=                  999",
  "CONTINUE  'more&'", "LONGSTRN= 'OGIP 1.0'", "INHERIT =                    T", "END",
]
