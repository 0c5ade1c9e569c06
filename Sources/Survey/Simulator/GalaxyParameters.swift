import Foundation

/// What was drawn for one galaxy before any light: enough to tell it apart and to test its picture.
package struct GalaxyParameters: Sendable, Equatable {
  package var kind: GalaxyKind
  /// Degrees, ICRS.
  package var rightAscension: Double
  package var declination: Double
  package var redshift: Float
  /// r magnitude (AB) of the main galaxy, before the dust of the Milky Way.
  package var magnitude: Float
  /// Along the major axis, in pixels of a 64-pixel cutout (0.786″ each).
  package var halfLightRadius: Float
  /// Minor over major axis of the body, before the PSF rounds it.
  package var axisRatio: Float
  /// Direction of the major axis from the picture's x axis towards its bottom, radians in [0, π).
  package var positionAngle: Float
  /// Share of the light in the bulge.
  package var bulgeFraction: Float
  /// Sérsic index of the bulge, or of the whole body of a smooth galaxy.
  package var sersicIndex: Float
  /// Angle between spiral arms and a circle, degrees; 0 where there are no arms.
  package var pitchAngle: Float
  package var armCount: Int
  /// Half length of the bar, pixels; 0 where there is none.
  package var barLength: Float
  /// 0 is an old and red galaxy, 1 a young and blue one.
  package var youth: Float
  /// E(B − V) of the Milky Way in this direction.
  package var foregroundDust: Float
  /// Full width at half maximum of the PSF in r, arcseconds.
  package var seeing: Float
}

extension GalaxyParameters {
  /// Ranges of a kind's shape, the choices that make the classes what they are.
  private struct Shape {
    var axisRatio: ClosedRange<Float> = 0.5...0.97
    var halfLightRadius: (mean: Float, range: ClosedRange<Float>) = (7, 5...11)
    var bulge: ClosedRange<Float> = 0.1...0.3
    var sersic: ClosedRange<Float> = 2...4
    var pitch: ClosedRange<Float> = 0...0
    var arms: [Float] = []
    var youth: Float = 0.5
    /// Mean surface brightness within rₑ, r magnitudes a square arcsecond.
    var brightness: Float = 21.7
  }

  private static func shape(of kind: GalaxyKind) -> Shape {
    switch kind {
    case .roundSmooth, .starSpike:
      Shape(
        axisRatio: 0.9...1, halfLightRadius: (5.7, 4...10), bulge: 1...1, sersic: 2...4.5,
        youth: 0.2, brightness: 21.4)
    case .inBetweenSmooth:
      Shape(
        axisRatio: 0.42...0.68, halfLightRadius: (6.2, 4.8...10), bulge: 1...1, sersic: 1.6...4,
        youth: 0.2, brightness: 21.2)
    case .cigarSmooth:
      Shape(
        axisRatio: 0.24...0.36, halfLightRadius: (6.5, 5...9), bulge: 1...1, sersic: 1...2.2,
        youth: 0.4, brightness: 20.9)
    case .barredSpiral:
      Shape(
        axisRatio: 0.6...0.98, halfLightRadius: (9.2, 7...12), bulge: 0.06...0.16,
        sersic: 1.5...3, pitch: 12...26, arms: [0, 0, 1], youth: 0.45, brightness: 21.9)
    case .tightSpiral:
      Shape(
        axisRatio: 0.55...0.98, halfLightRadius: (9.2, 7.2...12.5), bulge: 0.12...0.32,
        sersic: 1.8...4, pitch: 8...14, arms: [0, 0, 5, 2], youth: 0.45, brightness: 21.8)
    case .looseSpiral:
      Shape(
        axisRatio: 0.5...0.98, halfLightRadius: (9.2, 7...12.5), bulge: 0.03...0.12,
        sersic: 1.5...3, pitch: 23...38, arms: [0, 0, 6, 2], youth: 0.7, brightness: 22)
    case .edgeOnNoBulge:
      Shape(
        axisRatio: 0.075...0.135, halfLightRadius: (8, 6...11.5), bulge: 0...0.02, sersic: 1...2,
        youth: 0.4, brightness: 20.6)
    case .edgeOnBulge:
      Shape(
        axisRatio: 0.07...0.12, halfLightRadius: (7.6, 5.5...10), bulge: 0.28...0.5,
        sersic: 1.6...3.5, youth: 0.2, brightness: 20.6)
    case .disturbed:
      Shape(
        axisRatio: 0.5...0.95, halfLightRadius: (6.5, 5...9), bulge: 0.05...0.25, sersic: 1...3,
        youth: 0.75, brightness: 21.5)
    case .merger:
      Shape(
        axisRatio: 0.5...0.95, halfLightRadius: (5.6, 4.5...8), bulge: 0.2...0.5,
        sersic: 1.5...4, pitch: 20...40, arms: [0, 0, 1], youth: 0.3, brightness: 20.7)
    case .tidalPair:
      Shape(
        axisRatio: 0.35...0.9, halfLightRadius: (4.2, 3.5...5.2), bulge: 0.15...0.4,
        sersic: 1.5...3, pitch: 20...35, arms: [0, 0, 1], youth: 0.5, brightness: 20.5)
    case .ring:
      Shape(
        axisRatio: 0.55...0.98, halfLightRadius: (9.5, 7.5...12), bulge: 0.2...0.5,
        sersic: 1.5...3, youth: 0.7, brightness: 22.1)
    case .lensArc:
      Shape(
        axisRatio: 0.65...0.98, halfLightRadius: (4.2, 3.2...5.5), bulge: 1...1, sersic: 3.2...5,
        youth: 0, brightness: 22)
    case .satelliteTrail:
      Shape(
        axisRatio: 0.4...0.95, halfLightRadius: (6, 4.5...9), bulge: 0.1...0.3, sersic: 1.2...4,
        pitch: 10...30, arms: [0, 0, 1],
        youth: 0.4, brightness: 21.5)
    case .polarRing:
      Shape(
        axisRatio: 0.3...0.5, halfLightRadius: (5.5, 4.5...7), bulge: 0.4...0.8, sersic: 2...4,
        youth: 0.2, brightness: 20.9)
    }
  }

  /// Draws the parameters of a galaxy of a kind.
  static func draw(_ kind: GalaxyKind, using random: inout SkyRandom) -> GalaxyParameters {
    let shape = shape(of: kind)
    let position = SkyPosition.draw(using: &random)
    let radius = random.normal(
      shape.halfLightRadius.mean, 0.26 * shape.halfLightRadius.mean,
      in: shape.halfLightRadius.range)
    let arcseconds = radius * SkySimulator.arcsecondsPerPixel
    let redshift =
      kind == .lensArc
      ? random.uniform(0.25...0.55)
      : Cosmology.redshift(arcseconds: arcseconds, kiloparsecs: exp(random.normal(1.5, 0.35)))
    let axisRatio = random.uniform(shape.axisRatio)
    // Tolman's dimming by (1 + z)⁴; a lens is taken as observed.
    let dimming = kind == .lensArc ? 0 : 10 * log10(1 + redshift)
    let brightness = random.normal(shape.brightness, 0.4) + dimming
    let area = 2 * .pi * arcseconds * arcseconds * max(axisRatio, 0.18)
    let arms = shape.arms.isEmpty ? 0 : random.pick(shape.arms)
    let bar = kind == .barredSpiral ? radius * random.uniform(0.85...1.15) : 0
    return GalaxyParameters(
      kind: kind, rightAscension: position.rightAscension, declination: position.declination,
      redshift: redshift, magnitude: brightness - 2.5 * log10(area), halfLightRadius: radius,
      axisRatio: axisRatio, positionAngle: random.uniform() * .pi,
      bulgeFraction: random.uniform(shape.bulge), sersicIndex: random.uniform(shape.sersic),
      pitchAngle: random.uniform(shape.pitch), armCount: arms, barLength: bar,
      youth: random.normal(shape.youth, 0.22, in: 0...1), foregroundDust: position.dust,
      seeing: exp(random.normal(log(1.2), 0.09)))
  }
}
