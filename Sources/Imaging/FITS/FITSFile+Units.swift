import Foundation

extension FITSFile {
  /// Headers and data fill blocks of this many bytes.
  static let blockLength = 2880

  /// Longer headers are damage.
  private static let longestHeader = 8192 * blockLength

  /// The bytes of a file from an offset, fewer at its end.
  typealias Source = (_ offset: Int, _ count: Int) throws(ImagingError) -> ArraySlice<UInt8>

  /// Whether the first bytes are those of every FITS file.
  static func isFITS(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: signature)
  }

  /// Reads every header, and so finds out whether the file is whole.
  ///
  /// Bytes after the last unit that are no unit are allowed and mean nothing.
  static func units(size: Int, source: Source) throws(ImagingError) -> [FITSUnit] {
    try checkSignature(try source(0, signature.count))
    var units: [FITSUnit] = []
    var offset = 0
    while offset < size {
      let number = units.count + 1
      if number > 1, !(try source(offset, 8)).elementsEqual("XTENSION".utf8) { break }
      let (header, length) = try header(at: offset, number: number, source: source)
      let unit = try FITSUnit(header, number: number)
      // With wrapping sums, as the size is not yet known to be possible.
      let end = offset &+ length &+ unit.dataSize &+ (blockLength - 1)
      let next = end / blockLength * blockLength
      guard unit.dataSize <= size, next <= size else {
        throw .damagedFITS(
          detail: "cut short: \(FITSUnit.name(number)) has \(unit.dataSize) bytes of data, the "
            + "file \(size) bytes in all")
      }
      units.append(unit)
      offset = next
    }
    return units
  }

  private static func header(
    at offset: Int, number: Int, source: Source
  ) throws(ImagingError) -> (FITSHeader, length: Int) {
    var cards: [UInt8] = []
    while cards.count < longestHeader {
      let block = try source(offset + cards.count, blockLength)
      guard block.count == blockLength else { break }
      cards += block
      let hasEnd = stride(from: 0, to: blockLength, by: FITSHeader.cardLength)
        .contains { FITSHeader.isEnd(block[(block.startIndex + $0)...]) }
      if hasEnd { return (FITSHeader(cards: cards), cards.count) }
    }
    throw .damagedFITS(detail: "cut short: the header of \(FITSUnit.name(number)) has no end")
  }

  private static func checkSignature(_ bytes: some Collection<UInt8>) throws(ImagingError) {
    if bytes.isEmpty { throw .empty }
    if isFITS(bytes) { return }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw .packedFITS(.gzip, detail: "it is compressed by gzip")
    }
    throw .unreadableFITS(detail: "it does not begin with SIMPLE, as FITS does")
  }

  private static let signature = Array("SIMPLE  =".utf8)
}
