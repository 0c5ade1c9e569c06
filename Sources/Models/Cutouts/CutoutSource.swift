package import Vocabulary

/// Square cutouts of three bands, wherever they lie: in memory, or in a store that is read in parts.
///
/// The models see galaxies through this alone, so a survey need not fit in memory.
package protocol CutoutSource: Sendable {
  /// How many there are.
  var count: Int { get }
  /// Pixels along one side; a multiple of 16.
  var size: Int { get }
  /// What their numbers are.
  var format: PixelFormat { get }
  /// What is known of the cutouts already; nil where nothing is kept.
  var facts: (any CutoutFacts)? { get }
  /// Copies cutouts to the front of `buffer`, one after the other: row, column, channel.
  ///
  /// It is called from other threads than the one that made the source, one call at a time.
  ///
  /// - Parameter numbers: which ones, each in `0 ..< count`; a few hundred at most.
  func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) throws
}

extension CutoutSource {
  package var facts: (any CutoutFacts)? { nil }

  /// Bytes of one cutout.
  package var cutoutBytes: Int { size * size * 3 * format.bytes }

  /// Cutouts to read, copy or look at together: about four megabytes, 256 at most.
  var groupSize: Int { max(1, min(256, (4 << 20) / max(1, cutoutBytes))) }

  /// At most `limit` of the cutouts, evenly taken.
  func thinned(to limit: Int) -> any CutoutSource {
    count <= limit
      ? self : SelectedCutouts(base: self, numbers: (0..<limit).map { $0 * count / limit })
  }

  /// Hands all cutouts to `body` in their order, at most `limit` at a time, reading ahead of it.
  ///
  /// The bytes are there only while `body` runs.
  func forEachGroup(
    of limit: Int, isCancelled: (@Sendable () -> Bool)? = nil,
    _ body: (Range<Int>, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let all = 0..<count
    let reader = ReadAhead(self, capacity: min(limit, count), buffers: 2) { request in
      let group = all.clamped(to: request * limit..<(request + 1) * limit)
      return group.isEmpty ? nil : Array(group)
    }
    defer { reader.close() }
    var isAtEnd = false
    while !isAtEnd {
      isAtEnd =
        try reader.next(isCancelled: isCancelled) { numbers, bytes in
          try body(numbers[0]..<numbers[0] + numbers.count, bytes)
        } == nil
    }
  }
}

/// Some cutouts of another source.
struct SelectedCutouts: CutoutSource {
  let base: any CutoutSource
  let numbers: [Int]

  var count: Int { numbers.count }
  var size: Int { base.size }
  var format: PixelFormat { base.format }
  var facts: (any CutoutFacts)? { base.facts.map { SelectedFacts(base: $0, numbers: numbers) } }

  func read(_ wanted: [Int], into buffer: UnsafeMutableRawBufferPointer) throws {
    try base.read(wanted.map { numbers[$0] }, into: buffer)
  }
}
