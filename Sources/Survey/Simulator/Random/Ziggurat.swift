import Foundation

/// Normal deviates by the ziggurat of 128 layers (Marsaglia & Tsang 2000; Doornik 2005).
///
/// A cutout takes 12,288 of them, and this costs a table look-up and a product for 98.8 % of them.
struct Ziggurat: Sendable {
  static let shared = Ziggurat()

  /// Where the tail begins, and the area of each layer, for 128 layers.
  private static let tail = 3.442619855899
  private static let area = 9.91256303526217e-3

  /// Right edges of the layers, widest first; the last is 0.
  private let edges: [Float]
  /// Edge of the next layer over this one's: below it a point needs no further test.
  private let ratios: [Float]

  private init() {
    var edges = [Double](repeating: 0, count: 129)
    var density = exp(-0.5 * Self.tail * Self.tail)
    edges[0] = Self.area / density
    edges[1] = Self.tail
    for i in 2..<128 {
      edges[i] = (-2 * log(Self.area / edges[i - 1] + density)).squareRoot()
      density = exp(-0.5 * edges[i] * edges[i])
    }
    self.edges = edges.map(Float.init)
    ratios = (0..<128).map { Float(edges[$0 + 1] / edges[$0]) }
  }

  @inline(__always)
  func normal(using random: inout SkyRandom) -> Float {
    while true {
      let bits = random.next()
      let layer = Int(bits & 127)
      let position = Float(Int32(truncatingIfNeeded: bits >> 32)) * 0x1p-31
      if abs(position) < ratios[layer] { return position * edges[layer] }
      if let value = rare(layer, position, &random) { return value }
    }
  }

  /// The 1.2 % of points that lie in the tail or under the curved edge of a layer.
  @inline(never)
  private func rare(_ layer: Int, _ position: Float, _ random: inout SkyRandom) -> Float? {
    if layer == 0 {
      while true {
        let x = -log(1 - random.uniform()) / Float(Self.tail)
        let y = -log(1 - random.uniform())
        if 2 * y > x * x { return (Float(Self.tail) + x) * (position < 0 ? -1 : 1) }
      }
    }
    let x = position * edges[layer]
    let below = exp(-0.5 * (edges[layer] * edges[layer] - x * x))
    let above = exp(-0.5 * (edges[layer + 1] * edges[layer + 1] - x * x))
    return above + random.uniform() * (below - above) < 1 ? x : nil
  }
}
