import Foundation
import Models
import Vocabulary

/// Cutouts that note who reads them, take their time over it, and fail where they are told to.
final class WatchedCutouts: CutoutSource, @unchecked Sendable {
  // `lock` guards the counts; the rest never changes.
  private let base: CutoutSet
  private let pause: @Sendable (Int) -> Double
  private let failing: Int?
  private let lock = NSLock()
  private var readsSoFar = 0
  private var readsNow = 0

  /// What a source that is told to fail throws.
  struct Failure: Error {}

  /// - Parameters:
  ///   - failing: the number of the cutout that cannot be read.
  ///   - pause: seconds to wait before a read, given how many there were.
  init(
    _ base: CutoutSet, failing: Int? = nil, pause: @escaping @Sendable (Int) -> Double = { _ in 0 }
  ) {
    self.base = base
    self.failing = failing
    self.pause = pause
  }

  var count: Int { base.count }
  var size: Int { base.size }
  var format: PixelFormat { base.format }

  /// Reads that were begun, and those that go on now.
  var reads: (begun: Int, going: Int) { lock.withLock { (readsSoFar, readsNow) } }

  func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) throws {
    let begun = lock.withLock {
      readsSoFar += 1
      readsNow += 1
      return readsSoFar
    }
    defer { lock.withLock { readsNow -= 1 } }
    let seconds = pause(begun)
    if seconds > 0 { Thread.sleep(forTimeInterval: seconds) }
    if let failing, numbers.contains(failing) { throw Failure() }
    base.read(numbers, into: buffer)
  }
}

/// Cutouts of 16 × 16 pixels, the first two bytes of each telling its number.
func numberedCutouts(_ count: Int) -> CutoutSet {
  var pixels = [UInt8](repeating: 7, count: count * 16 * 16 * 3)
  for number in 0..<count {
    pixels[number * 768] = UInt8(number % 256)
    pixels[number * 768 + 1] = UInt8(number / 256)
  }
  return CutoutSet(size: 16, pixels: pixels)
}
