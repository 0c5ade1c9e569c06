import Foundation
import Hunting
import Models
import Vocabulary

/// Cutouts that keep what was measured on them, and count who asks.
final class RememberedCutouts: CutoutSource, CutoutFacts, @unchecked Sendable {
  // `lock` guards what is kept and counted.
  private let base: CutoutSet
  private let lock = NSLock()
  private var shapes: [Int: [Float]] = [:]
  private var peaks: [Int: [Float]] = [:]
  private var counts = (read: 0, shapes: 0, peaks: 0)

  init(_ base: CutoutSet) { self.base = base }

  var count: Int { base.count }
  var size: Int { base.size }
  var format: PixelFormat { base.format }
  var facts: (any CutoutFacts)? { self }

  /// Cutouts read so far, and shapes and peaks that were measured and handed back.
  var sums: (read: Int, shapes: Int, peaks: Int) { lock.withLock { counts } }
  /// Numbers of the cutouts whose shape is kept.
  var withShape: Set<Int> { lock.withLock { Set(shapes.keys) } }

  /// Forgets what it knows of one cutout.
  func forget(_ number: Int) {
    lock.withLock { (shapes[number], peaks[number]) = (nil, nil) }
  }

  func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) {
    lock.withLock { counts.read += numbers.count }
    base.read(numbers, into: buffer)
  }

  func shapes(of numbers: [Int]) -> KnownRows {
    lock.withLock { known(shapes, numbers, MorphologyFeatures.columns) }
  }

  func keepShapes(_ rows: [Float], of numbers: [Int]) {
    lock.withLock {
      counts.shapes += numbers.count
      keep(rows, numbers, in: &shapes)
    }
  }

  func peaks(of numbers: [Int]) -> KnownRows { lock.withLock { known(peaks, numbers, 3) } }

  func keepPeaks(_ rows: [Float], of numbers: [Int]) {
    lock.withLock {
      counts.peaks += numbers.count
      keep(rows, numbers, in: &peaks)
    }
  }

  private func known(_ kept: [Int: [Float]], _ numbers: [Int], _ columns: Int) -> KnownRows {
    KnownRows(
      values: numbers.flatMap { kept[$0] ?? [Float](repeating: .nan, count: columns) },
      missing: numbers.indices.filter { kept[numbers[$0]] == nil })
  }

  private func keep(_ rows: [Float], _ numbers: [Int], in kept: inout [Int: [Float]]) {
    let columns = rows.count / numbers.count
    for (row, number) in numbers.enumerated() {
      kept[number] = Array(rows[row * columns..<(row + 1) * columns])
    }
  }
}
