import Imaging

/// libFuzzer calls this with every input: whatever the bytes, there is a picture or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func readImage(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  do {
    let picture = try FITSImage.read(bytes: bytes)
    precondition(picture.width > 0 && picture.height > 0)
    let cutout = picture.centreSquare().resized(width: 16, height: 16)
    precondition(cutout.values.count == 16 * 16 * picture.channels)
    precondition(cutout.values.allSatisfy { !$0.isInfinite })
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}
