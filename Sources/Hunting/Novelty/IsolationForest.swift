import Evaluation
import Foundation

/// Isolation forest: strange points are cut off from the rest by few random splits.
///
/// Liu, Ting and Zhou, "Isolation Forest", ICDM 2008. Kept as a baseline to be beaten.
package struct IsolationForest: Sendable {
  private struct Node {
    /// Column to split on; −1 marks a leaf.
    var column: Int
    var threshold: Float
    var left: Int
    var right: Int
    /// Expected path length from the root, for a leaf.
    var path: Float
  }

  private var trees: [[Node]] = []
  private let columns: Int
  private let normaliser: Float

  /// Grows `trees` trees on `sampleSize` rows each; the same seed grows the same forest.
  package init(
    _ features: FeatureMatrix, trees treeCount: Int = 100, sampleSize: Int = 256, seed: UInt64
  ) throws(HuntingError) {
    guard features.rows > 0 else { throw .emptyPool }
    guard treeCount > 0 else {
      throw .invalidSetting(name: "trees", reason: "a forest has at least one")
    }
    guard sampleSize > 1 else {
      throw .invalidSetting(name: "sampleSize", reason: "a tree needs at least two galaxies")
    }
    columns = features.columns
    let size = min(sampleSize, features.rows)
    normaliser = Self.averagePath(size)
    let depthLimit = Int(log2(Double(max(2, size))).rounded(.up))
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<treeCount {
      var rows = Self.sample(size, of: features.rows, using: &generator)
      var nodes: [Node] = []
      Self.grow(
        &nodes, features, &rows, 0..<rows.count, depth: 0, limit: depthLimit, using: &generator)
      trees.append(nodes)
    }
  }

  /// Anomaly score 2^(−E[path] / c(n)) of every row, in 0...1, higher for stranger.
  package func scores(_ features: FeatureMatrix) throws(HuntingError) -> [Float] {
    guard features.columns == columns else {
      throw .countMismatch(what: "features per galaxy", expected: columns, found: features.columns)
    }
    let trees = trees
    return [Float](unsafeUninitializedCapacity: features.rows) { buffer, count in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: features.rows, size: 1_024) { block in
        for row in block {
          var total: Float = 0
          for tree in trees {
            var node = 0
            while tree[node].column >= 0 {
              let value = features.values[row * columns + tree[node].column]
              node = value < tree[node].threshold ? tree[node].left : tree[node].right
            }
            total += tree[node].path
          }
          output[row] = exp2(-total / Float(trees.count) / max(normaliser, .leastNonzeroMagnitude))
        }
      }
      count = features.rows
    }
  }

  /// Mean path length of an unsuccessful search in a binary tree of `count` points.
  static func averagePath(_ count: Int) -> Float {
    guard count > 2 else { return count == 2 ? 1 : 0 }
    let n = Double(count)
    return Float(2 * (log(n - 1) + 0.577_215_664_901_532_9) - 2 * (n - 1) / n)
  }

  /// Rows without repeats (the start of a Fisher–Yates shuffle).
  private static func sample(
    _ size: Int, of count: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    var rows = Array(0..<count)
    for place in 0..<size {
      rows.swapAt(place, Int.random(in: place..<count, using: &generator))
    }
    return Array(rows.prefix(size))
  }

  @discardableResult
  private static func grow(
    _ nodes: inout [Node], _ features: FeatureMatrix, _ rows: inout [Int], _ range: Range<Int>,
    depth: Int, limit: Int, using generator: inout SeededGenerator
  ) -> Int {
    let index = nodes.count
    nodes.append(
      Node(
        column: -1, threshold: 0, left: 0, right: 0,
        path: Float(depth) + averagePath(range.count)))
    guard depth < limit, range.count > 1 else { return index }
    // Constant columns can't split; draw among the others.
    let varying = (0..<features.columns).filter { column in
      let first = features.values[rows[range.lowerBound] * features.columns + column]
      return range.contains { features.values[rows[$0] * features.columns + column] != first }
    }
    guard let column = varying.randomElement(using: &generator) else { return index }
    let values = range.map { features.values[rows[$0] * features.columns + column] }
    let low = values.min()!
    let high = values.max()!
    var threshold = Float.random(in: low..<high, using: &generator)
    // A threshold on the lowest value would leave the left side empty.
    if threshold <= low { threshold = low.nextUp }
    var middle = range.lowerBound
    for place in range
    where features.values[rows[place] * features.columns + column] < threshold {
      rows.swapAt(place, middle)
      middle += 1
    }
    nodes[index].column = column
    nodes[index].threshold = threshold
    nodes[index].left = grow(
      &nodes, features, &rows, range.lowerBound..<middle, depth: depth + 1, limit: limit,
      using: &generator)
    nodes[index].right = grow(
      &nodes, features, &rows, middle..<range.upperBound, depth: depth + 1, limit: limit,
      using: &generator)
    return index
  }
}
