import Foundation

/// Numbers of a whole galaxy: how large, how concentrated, how lopsided, how clumpy, how alone.
///
/// Concentration, asymmetry and smoothness after Conselice (2003), Gini and M20 after Lotz et al.
/// (2004), on the stretched light; then what the median along ellipses leaves, and the peaks beside
/// the centre.
struct ShapeNumbers {
  static let columns = 47

  private let galaxy: GalaxyLight
  private var side: Int { galaxy.light.side }
  private var values: [Float] { galaxy.light.values }
  /// Whether each pixel is the galaxy's.
  private let isOwn: [Bool]
  private let flux: Float
  /// Offset of each pixel from the galaxy's centre.
  private let offsets: [SIMD2<Float>]

  init(_ galaxy: GalaxyLight) {
    self.galaxy = galaxy
    isOwn = galaxy.radii.map { $0 <= galaxy.limit }
    let centre = galaxy.light.centre
    let side = galaxy.light.side
    offsets = (0..<side * side).map {
      SIMD2(
        Float($0 % side) - centre - galaxy.ellipse.x, Float($0 / side) - centre - galaxy.ellipse.y)
    }
    flux = max(
      zip(galaxy.light.values, isOwn).reduce(Float(0)) { $1.1 ? $0 + $1.0 : $0 }, 1e-3)
  }

  var features: [Float] {
    sizes + asymmetry(cosine: -1, sine: 0) + asymmetry(cosine: 0, sine: 1) + clumpiness
      + [gini, momentOfBrightest] + residuals + peaks(1.5) + peaks(3)
  }

  private var sizes: [Float] {
    let (r20, r50, r80, r90) = (
      galaxy.shares[0], galaxy.shares[1], galaxy.shares[2], galaxy.shares[3]
    )
    let ellipse = galaxy.ellipse
    return [
      ellipse.axisRatio, log(r50), log(r90), 5 * log10(r80 / r20), log(r90 / r50),
      galaxy.background, values.reduce(0, +) / Float(values.count),
      (ellipse.x * ellipse.x + ellipse.y * ellipse.y).squareRoot(),
    ]
  }

  /// What changes when the galaxy turns: in all, in its core, and at the worst place.
  private func asymmetry(cosine: Float, sine: Float) -> [Float] {
    let centre = galaxy.light.centre
    let (x, y) = (centre + galaxy.ellipse.x, centre + galaxy.ellipse.y)
    var change = galaxy.light
    let turned = galaxy.light.sampled(
      x: offsets.map { x + $0.x * cosine - $0.y * sine },
      y: offsets.map { y + $0.x * sine + $0.y * cosine })
    for place in change.values.indices {
      change.values[place] = abs(values[place] - turned[place])
    }
    let core = galaxy.radius * 0.5
    return [
      sum(change.values) { isOwn[$0] } / flux,
      sum(change.values) { galaxy.radii[$0] < core } / flux,
      highest(change.blurred(2).values) { isOwn[$0] },
    ]
  }

  /// What smoothing takes away: in all, and above the smooth light outside the core.
  private var clumpiness: [Float] {
    let fine = zip(values, galaxy.light.blurred(2).values).map { $0 - $1 }
    let core = 0.3 * galaxy.radius
    return [
      sum(fine.map(abs)) { isOwn[$0] } / flux,
      sum(fine.map { max($0, 0) }) { isOwn[$0] && galaxy.radii[$0] > core } / flux,
    ]
  }

  /// How unevenly the light is spread over pixels.
  private var gini: Float {
    let light = zip(values, isOwn).map { $1 ? $0 : 0 }
    let rising = light.ascendingPlaces.map { light[$0] }
    let count = Float(rising.count)
    let weighted = rising.enumerated().reduce(0.0) {
      $0 + (2 * Double($1.offset + 1) - Double(count) - 1) * Double($1.element)
    }
    let mean = max(rising.reduce(0, +) / count, 1e-4)
    return Float(weighted / (Double(mean) * Double(count) * Double(count - 1)))
  }

  /// Second moment of the brightest fifth of the light, as a share of the whole's, in dex.
  private var momentOfBrightest: Float {
    let lit = values.indices.filter { isOwn[$0] && values[$0] > 0 }
    let own = lit.map { -values[$0] }.ascendingPlaces.map { lit[$0] }
    let moment = { (place: Int) in values[place] * (offsets[place] * offsets[place]).sum() }
    let all = max(own.reduce(Float(0)) { $0 + moment($1) }, 1e-3)
    var (light, bright) = (Float(0), Float(0))
    for place in own {
      light += values[place]
      if light / flux > 0.2 { break }
      bright += moment(place)
    }
    return log10(max(bright / all, 1e-4))
  }

  /// What stands out above the median along ellipses, or falls below it; where, and how spread.
  private var residuals: [Float] {
    let rest = galaxyLessMedian
    let above = rest.map { max($0, 0) }
    var result = [
      sum(above) { isOwn[$0] } / flux, sum(rest.map { max(-$0, 0) }) { isOwn[$0] } / flux,
    ]
    let radius = galaxy.radius
    for (start, end) in [(0.15, 0.6), (0.6, 1.1), (1.1, 2.0)] as [(Float, Float)] {
      var (mass, square, peak, first) = (Float(0), Float(0), Float(0), SIMD2<Float>.zero)
      var (pixels, bright) = (0, 0)
      for (place, value) in above.enumerated() {
        guard galaxy.radii[place] >= start * radius, galaxy.radii[place] < end * radius else {
          continue
        }
        pixels += 1
        if value > 0.05 { bright += 1 }
        peak = max(peak, value)
        mass += value
        first += value * offsets[place]
        square += value * (offsets[place] * offsets[place]).sum()
      }
      let weight = max(mass, 1e-4)
      let mean = first / weight
      // Σ v·|d − m|² by its parts; with less light than the floor, m is not quite the mean.
      let spread =
        (square - 2 * (first * mean).sum() + mass * (mean * mean).sum()) / weight
      result += [
        peak, weight / flux, (mean * mean).sum().squareRoot() / radius,
        max(spread, 0).squareRoot() / radius, Float(bright) / Float(max(pixels, 1)),
      ]
    }
    return result
  }

  /// The light less a model that is the median of each ellipse, smoothed a little.
  private var galaxyLessMedian: [Float] {
    let reach = galaxy.radius * 1.6
    let map = PolarMap(galaxy.mean, ellipse: galaxy.ellipse, radius: reach)
    let medians = map.sortedRings.map { $0[(PolarGrid.angles - 1) / 2] - galaxy.background }
    let rings = Float(medians.count)
    var rest = galaxy.light
    for (place, radius) in galaxy.radii.enumerated() {
      let ring = min(max(radius / reach * rings - 0.5, 0), rings - 1)
      let low = min(Int(ring), medians.count - 2)
      let part = ring - Float(low)
      rest.values[place] -= medians[low] * (1 - part) + medians[low + 1] * part
    }
    return rest.blurred(1).values
  }

  /// Peaks beside the centre on one scale: how many, how bright, how far.
  private func peaks(_ sigma: Float) -> [Float] {
    let smooth = galaxy.light.blurred(sigma).values
    let around = galaxy.light.blurred(2 * sigma).values
    let reach = Int(1.5 * sigma)
    var centre: Float = 1e-3
    var found: [(value: Float, distance: Float)] = []
    for (place, offset) in offsets.enumerated() {
      let distance = (offset * offset).sum().squareRoot()
      let value = smooth[place]
      if distance <= 3 {
        centre = max(centre, value)
      } else if value > 0.06, value > around[place] + 0.01,
        isHighest(smooth, at: place, reach: reach)
      {
        found.append((value, distance))
      }
    }
    found.sort { $0.value > $1.value }
    let top = (0..<3).map { $0 < found.count ? found[$0].value : 0 }
    return [log1p(Float(found.count))] + top.map { $0 / centre } + [
      (found.first?.distance ?? 0) / galaxy.radius, top.reduce(0, +),
    ]
  }

  private func isHighest(_ values: [Float], at place: Int, reach: Int) -> Bool {
    let (row, column) = (place / side, place % side)
    for y in max(0, row - reach)...min(side - 1, row + reach) {
      for x in max(0, column - reach)...min(side - 1, column + reach)
      where values[y * side + x] > values[place] {
        return false
      }
    }
    return true
  }

  private func sum(_ values: [Float], where counts: (Int) -> Bool) -> Float {
    values.indices.reduce(Float(0)) { counts($1) ? $0 + values[$1] : $0 }
  }

  private func highest(_ values: [Float], where counts: (Int) -> Bool) -> Float {
    values.indices.reduce(Float(0)) { counts($1) ? max($0, values[$1]) : $0 }
  }
}
