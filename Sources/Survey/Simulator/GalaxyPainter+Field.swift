import Foundation

extension GalaxyPainter {
  /// What happens to lie in the field: faint galaxies far behind, stars in front.
  mutating func paintField() {
    // 16 galaxies a square arcminute to r = 23.6, whose counts rise tenfold in 2.9 mag.
    let side = 64 * SkySimulator.arcsecondsPerPixel / 60
    let galaxies = Int(random.poisson(16 * side * side))
    for _ in 0..<galaxies { paintBackgroundGalaxy() }
    let latitude = SkyPosition.galacticLatitude(
      parameters.rightAscension, parameters.declination)
    // Star counts to r = 21.5 fall with galactic latitude.
    let density = 1.1 / sin(Float(abs(latitude)) * .pi / 180)
    let count = Int(random.poisson(density * side * side))
    for _ in 0..<count { paintStar() }
  }

  /// A place in the field away from the galaxy, so that it isn't taken for a part of it.
  private mutating func place(clearance: Float) -> SIMD2<Float> {
    while true {
      let place = SIMD2(random.uniform(-33...33), random.uniform(-33...33))
      if place.x * place.x + place.y * place.y > clearance * clearance { return place }
    }
  }

  private mutating func paintBackgroundGalaxy() {
    let brightness = 23.6 + 2.9 * log10(max(random.uniform(), 1e-3))
    let magnitude = max(brightness, 18.6)
    let clearance = magnitude < 21 ? 1.6 * parameters.halfLightRadius + 4 : 3
    // Brighter ones are nearer: bigger, and less redshifted.
    let redshift = min(0.7, max(0.08, 0.18 + 0.1 * (magnitude - 19.5) + random.normal(0, 0.1)))
    let population =
      random.chance(0.45)
      ? StellarPopulation.old.mixed(with: .disk, 0.4)
      : StellarPopulation.young.mixed(with: .disk, random.uniform(0...1))
    let size = exp(random.normal(log(0.55), 0.3)) * pow(10, -0.1 * (magnitude - 22))
    let radius = min(3.2, size / SkySimulator.arcsecondsPerPixel)
    let flux = pow(10, -0.4 * (magnitude - 22.5))
    let light =
      population.bands(redshift: redshift, dust: parameters.foregroundDust) * flux
    let centre = place(clearance: clearance)
    let angle = random.angle()
    let axisRatio = random.uniform(0.3...1)
    if radius < 0.8 {
      frame.addBlob(at: centre, sigma: 0.85 * radius * axisRatio.squareRoot(), flux: light)
    } else {
      frame.add(
        SersicLight(
          Sersic(index: 1, halfLightRadius: radius),
          pose: Pose(centre: centre, angle: angle, axisRatio: axisRatio), flux: light))
    }
  }

  private mutating func paintStar() {
    // Dwarfs are faint: bright foreground stars are rarely red.
    let dwarf = random.chance(0.55)
    let magnitude = max(dwarf ? 17.5 : 16, 21.5 + 3.6 * log10(max(random.uniform(), 1e-3)))
    let clearance = 1.3 * parameters.halfLightRadius + (magnitude < 19 ? 6 : 3)
    // Halo turn-off stars and M dwarfs: the two bumps of the colours of high-latitude stars.
    let colour = dwarf ? random.normal(1.38, 0.12) : random.normal(0.45, 0.12)
    stars.append(
      Star(position: place(clearance: clearance), magnitude: magnitude, colour: colour))
  }
}
