import Dispatch

/// Work split into fixed blocks over all cores; the split never depends on the core count.
enum Parallel {
  /// Calls `body` once for each block of `size` indices out of `count`, in any order.
  static func forEachBlock(of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let blocks = (count + size - 1) / size
    guard blocks > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: blocks) { block in
      body(block * size..<min(count, (block + 1) * size))
    }
  }
}
