import Foundation

/// Magnitudes of the Fourier transform of a log-polar map, which know neither turn nor scale.
///
/// Such a Fourier–Mellin transform tells spirals from bars and rings by where their power lies.
/// Mirroring a galaxy exchanges radial orders k and −k; their mean and their contrast do not
/// change.
enum LogPolarSpectrum {
  private static let radialOrders = 8
  private static let angularOrders = 7
  static let columns = 9 * 7 + 5 * 3

  private static let rings = PolarGrid.logarithmic.radii.count
  /// Position of each ring in −1...1.
  private static let slope = (0..<rings).map { Float($0) / Float(rings - 1) * 2 - 1 }
  /// Hann's window, so that both ends of the map meet at nothing.
  private static let window = (0..<rings).map {
    Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(rings - 1)))
  }
  private static let turns: [SIMD2<Float>] = (0..<rings).map {
    let phase = 2 * Double.pi * Double($0) / Double(rings)
    return SIMD2(Float(cos(phase)), -Float(sin(phase)))
  }

  /// Logarithms of the mean power by order, then the contrast between opposite windings.
  static func features(_ map: PolarMap) -> [Float] {
    var orders = map.fourier(orders: angularOrders)
    let means = map.means
    let mean = means.reduce(0, +) / Float(rings)
    let steepness =
      zip(means, slope).reduce(Float(0)) { $0 + ($1.0 - mean) * $1.1 }
      / slope.reduce(Float(0)) { $0 + $1 * $1 }
    for ring in 0..<rings {
      // A constant and a slope along the radius only reach angular order 0.
      orders[ring][0].x -= Float(PolarGrid.angles) * (mean + steepness * slope[ring])
      for order in 0..<angularOrders { orders[ring][order] *= window[ring] }
    }
    var power: [Float] = []
    var contrast: [Float] = []
    for radial in 0...radialOrders {
      for angular in 0..<angularOrders {
        let one = magnitude(orders, radial, angular)
        let other = magnitude(orders, -radial, angular)
        power.append(log1p((one + other) / 2))
        if (1...5).contains(radial), (1...3).contains(angular) {
          contrast.append(abs(one - other) / (one + other + 1e-3))
        }
      }
    }
    return power + contrast
  }

  private static func magnitude(
    _ orders: [[SIMD2<Float>]], _ radial: Int, _ angular: Int
  ) -> Float {
    var sum = SIMD2<Float>.zero
    for ring in 0..<rings {
      let turn = turns[(radial * ring % rings + rings) % rings]
      let value = orders[ring][angular]
      sum += SIMD2(value.x * turn.x - value.y * turn.y, value.x * turn.y + value.y * turn.x)
    }
    return (sum * sum).sum().squareRoot()
  }
}
