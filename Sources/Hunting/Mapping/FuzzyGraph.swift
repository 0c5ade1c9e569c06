import Foundation

/// The edges between neighbours with how much they belong together, and the layout that follows.
struct FuzzyGraph {
  /// An edge between two galaxies, its membership in 0...1.
  struct Edge {
    let first: Int32
    let second: Int32
    let weight: Float
  }

  let edges: [Edge]

  /// Memberships of neighbours (McInnes et al. 2018, algorithms 2 and 3), joined in both directions:
  /// a + b − a·b.
  ///
  /// - Returns: The graph, and the scale of each galaxy's distances.
  static func make(
    _ found: InvertedLists.Found, rows: Int
  ) -> (graph: FuzzyGraph, scales: [Float]) {
    let k = found.k
    var scales = [Float](repeating: 1, count: rows)
    var directed: [(key: UInt64, weight: Float)] = []
    directed.reserveCapacity(rows * k)
    for row in 0..<rows {
      // A vector finds itself; equal vectors may come before it.
      let own = (row * k..<(row + 1) * k).filter {
        found.places[$0] >= 0 && Int(found.places[$0]) != row
      }
      let distances = own.prefix(max(k - 1, 1)).map { found.distances[$0] }
      let nearest = distances.first { $0 > 0 } ?? 0
      let scale = scale(distances, nearest)
      scales[row] = scale
      for (index, distance) in zip(own, distances) {
        let other = UInt64(found.places[index])
        let key = min(UInt64(row), other) << 32 | max(UInt64(row), other)
        directed.append((key, power(-max(0, distance - nearest) / scale)))
      }
    }
    directed.sort { $0.key < $1.key }
    var edges: [Edge] = []
    var index = 0
    while index < directed.count {
      let (key, weight) = directed[index]
      let isMutual = index + 1 < directed.count && directed[index + 1].key == key
      let other = isMutual ? directed[index + 1].weight : 0
      edges.append(
        Edge(
          first: Int32(key >> 32), second: Int32(key & 0xFFFF_FFFF),
          weight: weight + other - weight * other))
      index += isMutual ? 2 : 1
    }
    return (FuzzyGraph(edges: edges), scales)
  }

  /// The scale at which the memberships of the neighbours add up to the logarithm of their number.
  private static func scale(_ distances: [Float], _ nearest: Float) -> Float {
    let target = log2(Float(max(distances.count, 2)))
    var (low, high, scale) = (Float(0), Float.infinity, Float(1))
    for _ in 0..<40 {
      let sum = distances.reduce(Float(0)) { $0 + power(-max(0, $1 - nearest) / scale) }
      if abs(sum - target) < 1e-4 { break }
      if sum > target {
        high = scale
        scale = (low + high) / 2
      } else {
        low = scale
        scale = high.isFinite ? (low + high) / 2 : scale * 2
      }
    }
    let mean = distances.reduce(0, +) / Float(max(distances.count, 1))
    return max(scale, 1e-3 * mean, .leastNormalMagnitude)
  }

  static func power(_ exponent: Float) -> Float { exp(exponent) }

  /// Moves the points: edges draw their ends together as often as they weigh, and each end is pushed
  /// from galaxies drawn at random; steps shrink to nothing over the epochs.
  ///
  /// One thread, so that the same seed gives the same map; loops over plain memory, so that debug
  /// builds are not minutes slower.
  func layOut(
    _ points: inout [SIMD2<Float>], epochs: Int, repulsions: Int, seed: UInt64
  ) {
    let heaviest = edges.map(\.weight).max() ?? 1
    // An edge that would not come up once is left out.
    let kept = edges.filter { $0.weight >= heaviest / Float(epochs) }
    let period = kept.map { heaviest / $0.weight }
    var due = period
    var places = points.flatMap { [$0.x, $0.y] }
    let count = UInt64(points.count)
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    places.withUnsafeMutableBufferPointer { buffer in
      let at = buffer.baseAddress!
      due.withUnsafeMutableBufferPointer { due in
        kept.withUnsafeBufferPointer { kept in
          period.withUnsafeBufferPointer { period in
            var epoch = 0
            while epoch < epochs {
              let step = 1 - Float(epoch) / Float(epochs)
              var index = 0
              while index < kept.count {
                if due[index] <= Float(epoch + 1) {
                  due[index] += period[index]
                  let edge = kept[index]
                  let (a, b) = (Int(edge.first) * 2, Int(edge.second) * 2)
                  Self.attract(at + a, at + b, step)
                  var drawn = 0
                  while drawn < 2 * repulsions {
                    // xorshift64 (Marsaglia 2003); the high bits choose.
                    state ^= state << 13
                    state ^= state >> 7
                    state ^= state << 17
                    let other = Int(((state >> 32) &* count) >> 32) * 2
                    let own = drawn < repulsions ? a : b
                    if other != own { Self.repel(at + own, at + other, step) }
                    drawn += 1
                  }
                }
                index += 1
              }
              epoch += 1
            }
          }
        }
      }
    }
    for index in points.indices {
      points[index] = SIMD2(places[2 * index], places[2 * index + 1])
    }
  }

  /// The gradient of log(1 / (1 + d²)), at most 4 a direction as in the authors' program.
  @inline(__always)
  private static func attract(
    _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ step: Float
  ) {
    let (x, y) = (a[0] - b[0], a[1] - b[1])
    let force = -2 / (1 + x * x + y * y)
    let (right, up) = (clipped(force * x) * step, clipped(force * y) * step)
    a[0] += right
    a[1] += up
    b[0] -= right
    b[1] -= up
  }

  /// The gradient of log(1 − 1 / (1 + d²)).
  @inline(__always)
  private static func repel(
    _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ step: Float
  ) {
    let (x, y) = (a[0] - b[0], a[1] - b[1])
    let square = x * x + y * y
    let force = 2 / ((0.001 + square) * (1 + square))
    a[0] += clipped(force * x) * step
    a[1] += clipped(force * y) * step
  }

  @inline(__always)
  private static func clipped(_ value: Float) -> Float { value > 4 ? 4 : value < -4 ? -4 : value }
}
