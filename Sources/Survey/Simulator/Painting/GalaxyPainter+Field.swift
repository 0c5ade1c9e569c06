import Foundation

extension GalaxyPainter {
  /// What happens to lie in the field: faint galaxies far behind, stars in front.
  mutating func paintField() {
    let side = 64 * parameters.pixelScale / 60
    // 65 galaxies a square arcminute to r = 25.6, whose counts rise tenfold in 2.7 mag: the last
    // two magnitudes are hardly seen one by one, but they make the sky uneven.
    let galaxies = Int(random.poisson(65 * side * side))
    for _ in 0..<galaxies { paintBackgroundGalaxy() }
    let latitude = SkyPosition.galacticLatitude(
      parameters.rightAscension, parameters.declination)
    // Star counts to r = 22.5 fall with galactic latitude.
    let density = 1.6 / sin(Float(abs(latitude)) * .pi / 180)
    let count = Int(random.poisson(density * side * side))
    for _ in 0..<count { paintStar() }
    if random.chance(0.04) { paintGlow() }
  }

  /// A place in the field away from the galaxy, so that it isn't taken for a part of it.
  private mutating func place(clearance: Float) -> SIMD2<Float> {
    while true {
      let place = SIMD2(random.uniform(-33...33), random.uniform(-33...33))
      if place.x * place.x + place.y * place.y > clearance * clearance { return place }
    }
  }

  private mutating func paintBackgroundGalaxy() {
    let brightness = 25.6 + 2.7 * log10(max(random.uniform(), 1e-4))
    let magnitude = max(brightness, 17.8)
    let clearance =
      magnitude < 21
      ? 2 * parameters.halfLightRadius + 4 : magnitude < 23.4 ? 3 : 0
    // Brighter ones are nearer: bigger, and less redshifted.
    let redshift = min(0.7, max(0.08, 0.18 + 0.1 * (magnitude - 19.5) + random.normal(0, 0.12)))
    let population =
      random.chance(magnitude < 22.5 ? 0.45 : 0.35)
      ? StellarPopulation.old.mixed(with: .disk, random.uniform(0...0.6))
      : StellarPopulation.young.mixed(with: .disk, random.uniform(-0.4...1))
    let size = exp(random.normal(log(0.5), 0.3)) * pow(10, -0.1 * (magnitude - 22))
    let radius = min(4.5, size) / parameters.pixelScale
    let flux = pow(10, -0.4 * (magnitude - 22.5))
    let light =
      population.bands(redshift: redshift, dust: parameters.foregroundDust) * flux
    let centre = place(clearance: clearance)
    if radius < 0.6 {
      frame.addBlob(at: centre, sigma: 0.75 * radius, flux: light)
    } else {
      frame.add(
        SersicLight(
          Sersic(index: 1, halfLightRadius: radius),
          pose: Pose(
            centre: centre, angle: random.angle(), axisRatio: random.uniform(0.3...1)),
          flux: light))
    }
  }

  private mutating func paintStar() {
    // Dwarfs are faint: bright foreground stars are rarely red.
    let dwarf = random.chance(0.6)
    let magnitude = max(dwarf ? 17 : 14, 22.5 + 4 * log10(max(random.uniform(), 1e-3)))
    let clearance = 1.3 * parameters.halfLightRadius + (magnitude < 19 ? 6 : 2)
    // Halo turn-off stars and M dwarfs: the two bumps of the colours of high-latitude stars.
    let colour = dwarf ? random.normal(1.38, 0.12) : random.normal(0.5, 0.18)
    let spread = random.uniform()
    stars.append(
      Star(
        position: place(clearance: clearance), magnitude: magnitude, colour: colour,
        excess: dwarf ? spread * spread : 0, keeps: Bands(well(), well(), well(), 1)))
  }

  /// What is left of a saturated core: most often its level, at times a hole that was masked.
  private mutating func well() -> Float { random.chance(0.4) ? random.uniform(0...0.5) : 1 }

  /// The halo of a very bright star beyond the picture's edge.
  private mutating func paintGlow() {
    let angle = random.angle()
    var glare = glare()
    glare.bleed = .zero
    glare.spikes = 0
    stars.append(
      Star(
        position: SIMD2(cos(angle), sin(angle)) * random.uniform(44...70),
        magnitude: random.uniform(6.5...9.5), colour: random.uniform(0.2...1.3), glare: glare))
  }
}
