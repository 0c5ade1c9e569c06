/// A galaxy's light above its background, with the ellipse and the radii that it fills.
struct GalaxyLight: Sendable {
  /// Mean of the three bands, stretched.
  let mean: Plane
  /// What the frame of the cutout holds: the lower quartile of its outermost three pixels.
  let background: Float
  /// The mean less the background, nowhere below zero.
  let light: Plane
  /// The light smoothed by a pixel.
  let smooth: Plane
  let ellipse: LightEllipse
  /// Major-axis radius of each pixel.
  let radii: [Float]
  /// Radii that hold 20, 50, 80 and 90 % of the light, in pixels, at least 1.
  let shares: SIMD4<Float>
  /// Radius within which the galaxy is looked at: 2.2 times the one that holds half the light.
  let radius: Float
  /// Distance beyond which pixels do not count as the galaxy's.
  let limit: Float

  init(_ mean: Plane) {
    self.mean = mean
    let side = mean.side
    let frame = mean.values.indices.filter { place in
      let (row, column) = (place / side, place % side)
      return min(row, column) < 3 || max(row, column) >= side - 3
    }
    let framed = frame.map { mean.values[$0] }
    background = framed.ascendingPlaces.map { framed[$0] }.quantile(0.25)
    let floor = background
    light = Plane(side: side, values: mean.values.map { max($0 - floor, 0) })
    smooth = light.blurred(1)
    ellipse = LightEllipse(of: smooth)
    radii = ellipse.radii(side: side)
    let centre = mean.centre
    shares = Self.shares(of: light, radii: radii, within: centre * 1.2)
    radius = min(max(2.2 * shares[1], 8), centre * 1.3)
    limit = min(centre * 1.2, 2 * radius)
  }

  /// Radii that hold shares of the light.
  private static func shares(of light: Plane, radii: [Float], within: Float) -> SIMD4<Float> {
    let inside = radii.indices.filter { radii[$0] <= within }
    let order = inside.map { radii[$0] }.ascendingPlaces.map { inside[$0] }
    var total: Float = 0
    let grown = order.map { place -> Float in
      total += light.values[place]
      return total
    }
    var result = SIMD4<Float>(repeating: 1)
    for (index, share) in [Float(0.2), 0.5, 0.8, 0.9].enumerated() {
      let wanted = share * max(total, 1e-6)
      var (low, high) = (0, order.count)
      while low < high {
        let middle = (low + high) / 2
        if grown[middle] < wanted { low = middle + 1 } else { high = middle }
      }
      // A galaxy without light reaches no share and fills everything.
      result[index] = low < order.count ? max(1, radii[order[low]]) : 1e3
    }
    return result
  }
}
