import Imaging

/// libFuzzer calls this with every input: whatever the bytes, there is a cutout or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func decodePicture(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  // Files stay files, so that a finding can be opened by other programs: their length chooses.
  let side = [nil, 1, 16, 128][count % 4]
  do {
    let raster = try Raster(decoding: bytes, fittingAtLeast: side)
    precondition(raster.width > 0 && raster.height > 0)
    let fraction = [1, 0.5][count / 4 % 2]
    let cutout = raster.centreSquare(keeping: fraction).resized(width: 16, height: 16)
    precondition(cutout.pixels.count == 16 * 16 * 3)
    if raster.pixels.count < 3000 {
      let again = try Raster(decoding: raster.pngData())
      precondition(again == raster, "a PNG changed the picture that it holds")
    }
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}

/// Without its checksums made right, a changed PNG is refused before it is looked at.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutatePicture(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int, _ seed: CUnsignedInt
) -> Int {
  let count = mutate(start, count, room)
  let bytes = UnsafeMutableBufferPointer(start: start, count: count)
  guard seed % 8 != 0, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
    return count
  }
  var chunk = 8
  while chunk + 12 <= count {
    let length = bytes[chunk..<(chunk + 4)].reduce(0) { $0 << 8 | Int($1) }
    let end = chunk + 8 + length
    guard end + 4 <= count else { break }
    let checksum = crc32(bytes[(chunk + 4)..<end])
    for i in 0..<4 { bytes[end + i] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * i)) }
    chunk = end + 4
  }
  return count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ room: Int) -> Int

private func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  ~bytes.reduce(UInt32.max) { crc, byte in
    crcTable[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8
  }
}

private let crcTable: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
}
