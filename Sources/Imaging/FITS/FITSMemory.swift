/// A file's bytes at addresses that stay, as CFITSIO needs them: it keeps pointers to the pointer
/// and to the count.
struct FITSMemory {
  let start: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  let count: UnsafeMutablePointer<Int>

  init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 16)
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { copy.copyMemory(from: base, byteCount: source.count) }
    }
    start = .allocate(capacity: 1)
    start.initialize(to: copy)
    count = .allocate(capacity: 1)
    count.initialize(to: bytes.count)
  }

  func free() {
    start.pointee?.deallocate()
    start.deallocate()
    count.deallocate()
  }
}
