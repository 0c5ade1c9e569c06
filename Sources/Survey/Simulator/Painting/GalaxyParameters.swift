import Foundation

/// What was drawn for one galaxy before any light: enough to tell it apart and to test its picture.
package struct GalaxyParameters: Sendable, Equatable {
  package var kind: GalaxyKind
  /// What the galaxy itself is: of another kind where the strange thing lies in front of it.
  package var body: GalaxyKind
  /// Degrees, ICRS.
  package var rightAscension: Double
  package var declination: Double
  package var redshift: Float
  /// r magnitude (AB) of the main galaxy, before the dust of the Milky Way.
  package var magnitude: Float
  /// Arcseconds that a pixel of a 64-pixel cutout spans: more for galaxies that would not fit.
  package var pixelScale: Float
  /// Along the major axis, in pixels of a 64-pixel cutout.
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
  /// Draws the parameters of a galaxy of a kind.
  static func draw(_ kind: GalaxyKind, using random: inout SkyRandom) -> GalaxyParameters {
    let common = GalaxyKind.common
    let body =
      kind == .satelliteTrail || kind == .starSpike
      ? common[random.pick(common.map(\.weight))] : kind
    let shape = GalaxyShape(of: body)
    let position = SkyPosition.draw(using: &random)
    // Sizes of a sample cut in brightness and angle are log-normal.
    let arcseconds = exp(
      random.normal(
        log(shape.radius.median), 0.36,
        in: log(shape.radius.range.lowerBound)...log(shape.radius.range.upperBound)))
    let pixelScale = SkySimulator.arcsecondsPerPixel * max(1, arcseconds / shape.fitting)
    let radius = arcseconds / pixelScale
    let redshift =
      body == .lensArc
      ? random.uniform(0.1...0.34)
      : Cosmology.redshift(arcseconds: arcseconds, kiloparsecs: exp(random.normal(1.4, 0.35)))
    let axisRatio = random.uniform(shape.axisRatio)
    // Tolman's dimming by (1 + z)⁴; a lens is taken as observed.
    let dimming = body == .lensArc ? 0 : 10 * log10(1 + redshift)
    let area = 2 * .pi * arcseconds * arcseconds * max(axisRatio, 0.18)
    // Samples with redshifts end near r = 17.8.
    let faintest: Float = body == .lensArc ? 19.2 : 17.9
    let magnitude = min(
      faintest + random.uniform(-0.3...0),
      random.normal(shape.brightness, 0.45) + dimming - 2.5 * log10(area))
    let arms = shape.arms.isEmpty ? 0 : random.pick(shape.arms)
    let bar = body == .barredSpiral ? radius * random.uniform(0.7...1.05) : 0
    return GalaxyParameters(
      kind: kind, body: body, rightAscension: position.rightAscension,
      declination: position.declination, redshift: redshift, magnitude: magnitude,
      pixelScale: pixelScale, halfLightRadius: radius, axisRatio: axisRatio,
      positionAngle: random.uniform() * .pi, bulgeFraction: random.uniform(shape.bulge),
      sersicIndex: random.uniform(shape.sersic), pitchAngle: random.uniform(shape.pitch),
      armCount: arms, barLength: bar, youth: random.normal(shape.youth, 0.26, in: 0...1),
      foregroundDust: position.dust, seeing: exp(random.normal(log(1.2), 0.1)))
  }
}
