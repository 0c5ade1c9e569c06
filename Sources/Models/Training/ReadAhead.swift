private import Foundation
import Threads
import Vocabulary

/// Cutouts that a thread of their own reads before they are wanted, into buffers used over and over.
///
/// Requests are answered in their order, so that what comes out follows from them alone, whichever
/// thread is the faster. A float that is no finite number becomes 0 on the way.
final class ReadAhead {
  private let buffers: BufferQueue

  /// Starts to read.
  ///
  /// - Parameters:
  ///   - capacity: most cutouts that a request asks for.
  ///   - buffers: how many requests may wait for their use.
  ///   - requests: the numbers of the cutouts for each request from 0 on; nil ends the reading.
  init(
    _ source: any CutoutSource, capacity: Int, buffers: Int = 1,
    requests: @escaping @Sendable (Int) -> [Int]?
  ) {
    let queue = BufferQueue(bytes: capacity * source.cutoutBytes, buffers: buffers)
    self.buffers = queue
    BackgroundThread.start { queue.serve(requests, from: source) }
  }

  deinit { close() }

  /// Hands the next request's cutouts to `body`; nil where there are no more.
  ///
  /// - Throws: what the source threw, or `ModelError.interrupted`.
  func next<Result>(
    isCancelled: (@Sendable () -> Bool)? = nil,
    _ body: (_ numbers: [Int], _ bytes: UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result? {
    guard let filled = try buffers.takeFilled(isCancelled) else { return nil }
    defer { buffers.giveBack(filled.buffer) }
    return try body(
      filled.numbers, UnsafeRawBufferPointer(rebasing: filled.buffer[..<filled.bytes]))
  }

  /// Ends the reading and waits until its thread is done; harmless when called again.
  func close() { buffers.close() }
}

/// Where the reading thread and the one that waits for it pass buffers to and fro.
private final class BufferQueue: @unchecked Sendable {
  struct Filled {
    let numbers: [Int]
    let buffer: UnsafeMutableRawBufferPointer
    let bytes: Int
  }

  /// Guards all that follows.
  private let condition = NSCondition()
  private var free: [UnsafeMutableRawBufferPointer]
  private var filled: [Filled] = []
  private var failure: (any Error)?
  private var isClosed = false
  private var hasEnded = false

  init(bytes: Int, buffers: Int) {
    free = (0..<buffers).map { _ in .allocate(byteCount: bytes, alignment: 64) }
  }

  deinit { for buffer in free + filled.map(\.buffer) { buffer.deallocate() } }

  // MARK: The reading thread

  func serve(_ requests: (Int) -> [Int]?, from source: any CutoutSource) {
    var failure: (any Error)?
    do {
      var request = 0
      while let numbers = requests(request), let buffer = takeFree() {
        if try fill(buffer, numbers, from: source) { put(numbers, buffer, source) }
        request += 1
      }
    } catch {
      failure = error
    }
    condition.lock()
    self.failure = failure
    hasEnded = true
    condition.broadcast()
    condition.unlock()
  }

  /// An empty buffer, once there is one; nil after the end.
  private func takeFree() -> UnsafeMutableRawBufferPointer? {
    condition.lock()
    defer { condition.unlock() }
    while free.isEmpty && !isClosed { condition.wait() }
    return isClosed ? nil : free.removeLast()
  }

  /// Reads group by group; false where the end came first.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ numbers: [Int], from source: any CutoutSource
  ) throws -> Bool {
    do {
      for start in stride(from: 0, to: numbers.count, by: source.groupSize) {
        if condition.withLock({ isClosed }) {
          giveBack(buffer)
          return false
        }
        let group = Array(numbers[start..<min(start + source.groupSize, numbers.count)])
        let part = UnsafeMutableRawBufferPointer(
          rebasing: buffer[start * source.cutoutBytes..<(start + group.count) * source.cutoutBytes])
        try source.read(group, into: part)
        if source.format == .float32 { Self.blankMissing(part) }
      }
    } catch {
      giveBack(buffer)
      throw error
    }
    return true
  }

  /// NaN and the infinities, whose exponents have every bit set, become 0.
  private static func blankMissing(_ part: UnsafeMutableRawBufferPointer) {
    let exponent: UInt32 = 0x7f80_0000
    let words = part.bindMemory(to: UInt32.self)
    for index in words.indices {
      words[index] = words[index] & exponent == exponent ? 0 : words[index]
    }
  }

  private func put(
    _ numbers: [Int], _ buffer: UnsafeMutableRawBufferPointer, _ source: any CutoutSource
  ) {
    condition.lock()
    filled.append(
      Filled(numbers: numbers, buffer: buffer, bytes: numbers.count * source.cutoutBytes))
    condition.broadcast()
    condition.unlock()
  }

  // MARK: The waiting thread

  func takeFilled(_ isCancelled: (@Sendable () -> Bool)?) throws -> Filled? {
    condition.lock()
    defer { condition.unlock() }
    while filled.isEmpty && !hasEnded {
      if isCancelled?() == true { throw ModelError.interrupted }
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
    }
    if filled.isEmpty, let failure { throw failure }
    return filled.isEmpty ? nil : filled.removeFirst()
  }

  func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
    condition.lock()
    free.append(buffer)
    condition.broadcast()
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    while !hasEnded { condition.wait() }
    condition.unlock()
  }
}
