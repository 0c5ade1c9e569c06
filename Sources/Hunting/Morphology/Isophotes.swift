import Foundation

/// Shapes of the areas that hold the brightest tenth of a galaxy's light, two tenths, and so on.
///
/// Each area ends at an isophote. How many pieces it falls into, what holes it has and how it leans
/// against the others show companions, rings, tails and bends, which means along ellipses smooth
/// away. Topology and moments of such areas are among the Minkowski functionals and their kin
/// (Rahman & Shandarin 2003).
struct Isophotes {
  private static let levels = 9
  private static let measures = 8
  static let columns = levels * measures
  /// Summed light below which there is no galaxy to speak of.
  private static let darkness = 1e-3

  private let galaxy: GalaxyLight
  private let side: Int
  /// The galaxy's own pixels, the brightest first.
  private let order: [Int]
  /// How many of those each area holds, the smallest area first; none for a dark cutout.
  private let areas: [Int]

  init(_ galaxy: GalaxyLight) {
    self.galaxy = galaxy
    side = galaxy.light.side
    let smooth = galaxy.smooth.values
    let own = smooth.indices.filter { galaxy.radii[$0] <= galaxy.limit }
    let order = own.map { -smooth[$0] }.ascendingPlaces.map { own[$0] }
    let total = order.reduce(0.0) { $0 + Double(smooth[$1]) }
    var areas: [Int] = []
    var (light, count) = (0.0, 0)
    for level in 1...Self.levels where total > Self.darkness {
      while count < order.count, light < Double(level) / Double(Self.levels + 1) * total {
        light += Double(smooth[order[count]])
        count += 1
      }
      // Pixels that are equally bright belong to the same area.
      while count < order.count, smooth[order[count]] == smooth[order[count - 1]] {
        light += Double(smooth[order[count]])
        count += 1
      }
      areas.append(count)
    }
    self.order = order
    self.areas = areas
  }

  /// Of each area: pieces, holes, second piece; then of the largest piece offset, ellipticity, twist
  /// and filling; last what the area and itself turned by half have in common.
  var features: [Float] {
    guard !areas.isEmpty else { return [Float](repeating: 0, count: Self.columns) }
    var pieces = ConnectedComponents(side: side, isDiagonal: false)
    var result: [Float] = []
    var grown = 0
    let (holes, shared) = (holes, sharedWithHalfTurn)
    for (level, count) in areas.enumerated() {
      for place in order[grown..<count] { pieces.add(place) }
      grown = count
      let roots = order[..<count].filter(pieces.isRoot).map(pieces.moments)
        .sorted { $0[0] > $1[0] }
      let area = Float(count)
      let second = roots.count > 1 ? roots[1][0] : 0
      result += [log1p(Float(roots.count)), Float(holes[level]) / area, second / area]
      result += shape(roots[0])
      result.append(Float(shared[level]) / area)
    }
    return result
  }

  /// Of one piece: how far its middle is from the galaxy's in half-light radii, how elongated it is,
  /// how far that turns from the galaxy's own angle, and its area over that of its ellipse.
  private func shape(_ sums: SIMD8<Float>) -> [Float] {
    let mean = sums / sums[0]
    let (x, y) = (mean[1] - galaxy.ellipse.x, mean[2] - galaxy.ellipse.y)
    // A pixel is a square with moments of its own.
    let xx = max(mean[3] - mean[1] * mean[1], 0) + 1 / 12
    let yy = max(mean[4] - mean[2] * mean[2], 0) + 1 / 12
    let xy = mean[5] - mean[1] * mean[2]
    let (trace, determinant) = (xx + yy, max(xx * yy - xy * xy, 1 / 144))
    let (cosine, sine) = (galaxy.ellipse.cosine, galaxy.ellipse.sine)
    let (doubleCosine, doubleSine) = (cosine * cosine - sine * sine, 2 * sine * cosine)
    return [
      (x * x + y * y).squareRoot() / galaxy.shares[1],
      ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot() / trace,
      abs(2 * xy * doubleCosine - (xx - yy) * doubleSine) / trace,
      sums[0] / (4 * Float.pi * determinant.squareRoot()),
    ]
  }

  /// Pixels outside of each area that it cuts off from the edge of the cutout.
  private var holes: [Int] {
    var around = ConnectedComponents(side: side, isDiagonal: true)
    var edge: Int?
    func add(_ place: Int) {
      around.add(place)
      let (row, column) = (place / side, place % side)
      guard min(row, column) == 0 || max(row, column) == side - 1 else { return }
      if let edge { around.join(edge, place) }
      edge = place
    }
    for place in galaxy.radii.indices where galaxy.radii[place] > galaxy.limit { add(place) }
    var rest = order.count
    var result: [Int] = []
    for count in areas.reversed() {
      for place in order[count..<rest] { add(place) }
      rest = count
      result.append(side * side - count - (edge.map { around.size(of: $0) } ?? 0))
    }
    return result.reversed()
  }

  /// Pixels of each area that are in it still when it is turned by half about the galaxy.
  private var sharedWithHalfTurn: [Int] {
    var ranks = [Int](repeating: .max, count: side * side)
    for (rank, place) in order.enumerated() { ranks[place] = rank }
    let column = Int((2 * (galaxy.light.centre + galaxy.ellipse.x)).rounded())
    let row = Int((2 * (galaxy.light.centre + galaxy.ellipse.y)).rounded())
    // The rank from which on a pixel and its counterpart are both in.
    let joint = order.indices.map { rank -> Int in
      let (x, y) = (column - order[rank] % side, row - order[rank] / side)
      guard (0..<side).contains(x), (0..<side).contains(y) else { return .max }
      return max(rank, ranks[y * side + x])
    }
    return areas.map { count in joint.count { $0 < count } }
  }
}
