internal import CKernels
import Foundation

/// Rings on which a picture is read: every angle of each of some radii.
struct PolarGrid: Sendable {
  static let angles = 48
  /// Cosine and sine of each angle.
  static let directions: [SIMD2<Float>] = (0..<angles).map {
    let phase = 2 * Double.pi * Double($0) / Double(angles)
    return SIMD2(Float(cos(phase)), Float(sin(phase)))
  }

  /// Radii as shares of the galaxy's own.
  let radii: [Float]

  /// Evenly spaced rings.
  static let linear = PolarGrid(radii: (0..<24).map { (Float($0) + 0.5) / 24 })
  /// Rings whose radii grow by the same factor, so that a scale becomes a shift.
  static let logarithmic = PolarGrid(
    radii: (0..<32).map { Float(exp(log(0.08) * (1 - Double($0) / 31))) })
}

/// A picture seen face-on about its galaxy's centre: rings × angles.
///
/// The rings are the galaxy's own ellipses, so that an inclined disc reads as a round one.
struct PolarMap: Sendable {
  let rings: Int
  /// Ring after ring.
  private(set) var values: [Float]

  /// - Parameter radius: what the grid's radii are shares of, in pixels.
  init(_ plane: Plane, ellipse: LightEllipse, radius: Float, grid: PolarGrid = .linear) {
    rings = grid.radii.count
    var (x, y) = ([Float](), [Float]())
    x.reserveCapacity(rings * PolarGrid.angles)
    y.reserveCapacity(rings * PolarGrid.angles)
    let centre = plane.centre
    for share in grid.radii {
      for direction in PolarGrid.directions {
        let along = radius * share * direction.x
        let across = radius * share * direction.y * ellipse.axisRatio
        x.append(centre + ellipse.x + along * ellipse.cosine - across * ellipse.sine)
        y.append(centre + ellipse.y + along * ellipse.sine + across * ellipse.cosine)
      }
    }
    values = plane.sampled(x: x, y: y)
  }

  private init(rings: Int, values: [Float]) {
    self.rings = rings
    self.values = values
  }

  /// One ring.
  subscript(ring: Int) -> ArraySlice<Float> {
    values[ring * PolarGrid.angles..<(ring + 1) * PolarGrid.angles]
  }

  /// A number lower everywhere.
  func lowered(by background: Float) -> PolarMap {
    PolarMap(rings: rings, values: values.map { $0 - background })
  }

  /// The mean of each ring.
  var means: [Float] { (0..<rings).map { self[$0].reduce(0, +) / Float(PolarGrid.angles) } }

  /// The sample deviation of each ring.
  var deviations: [Float] {
    zip(0..<rings, means).map { ring, mean in
      let sum = self[ring].reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
      return (sum / Float(PolarGrid.angles - 1)).squareRoot()
    }
  }

  /// Each ring's values in ascending order.
  var sortedRings: [[Float]] {
    (0..<rings).map { ring in
      var values = Array(self[ring])
      ck_sort(&values, Int64(values.count))
      return values
    }
  }

  /// What a band-pass along the radius leaves: one Gaussian less another of twice its width.
  func bandPassed(_ sigma: Float) -> PolarMap {
    let reach = Int(4 * sigma)
    let kernel = zip(
      GaussianKernel(sigma: sigma, reach: reach).weights,
      GaussianKernel(sigma: 2 * sigma, reach: reach).weights
    ).map { $0 - $1 }
    let angles = PolarGrid.angles
    var result = [Float](repeating: 0, count: values.count)
    for ring in 0..<rings {
      for (offset, weight) in kernel.enumerated() {
        let from = min(max(ring + offset - reach, 0), rings - 1) * angles
        for angle in 0..<angles { result[ring * angles + angle] += weight * values[from + angle] }
      }
    }
    return PolarMap(rings: rings, values: result)
  }

  /// Fourier coefficients of each ring for the orders from 0 below `orders`, not normalised.
  func fourier(orders: Int) -> [[SIMD2<Float>]] {
    let angles = PolarGrid.angles
    return (0..<rings).map { ring in
      (0..<orders).map { order in
        var sum = SIMD2<Float>.zero
        for angle in 0..<angles {
          let direction = PolarGrid.directions[order * angle % angles]
          sum += values[ring * angles + angle] * SIMD2(direction.x, -direction.y)
        }
        return sum
      }
    }
  }
}

extension [Float] {
  /// Quantile of ascending values, interpolated linearly.
  func quantile(_ share: Float) -> Float {
    let place = share * Float(count - 1)
    let low = Int(place)
    guard low + 1 < count else { return self[count - 1] }
    return self[low] + (place - Float(low)) * (self[low + 1] - self[low])
  }
}
