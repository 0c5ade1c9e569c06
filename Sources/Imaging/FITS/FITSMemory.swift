/// Where a file in memory is: CFITSIO keeps pointers to the pointer and to the count.
struct FITSMemory {
  let start: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  let count: UnsafeMutablePointer<Int>

  /// The bytes are neither copied nor, as files are opened for reading alone, changed.
  init(_ bytes: UnsafeRawBufferPointer) {
    start = .allocate(capacity: 1)
    start.initialize(to: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    count = .allocate(capacity: 1)
    count.initialize(to: bytes.count)
  }

  func free() {
    start.deallocate()
    count.deallocate()
  }
}
