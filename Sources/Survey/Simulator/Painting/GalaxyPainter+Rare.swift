import Foundation

extension GalaxyPainter {
  /// A ring galaxy: a blue lumpy ring, its hub in the middle or, after a collision, beside it.
  mutating func paintRing() {
    let pose = pose()
    let p = parameters
    let collisional = random.chance(0.5)
    let ringShare = (1 - p.bulgeFraction) * random.uniform(0.45...0.7)
    let knotShare = ringShare * random.uniform(0.1...0.25)
    let radius = p.halfLightRadius * random.uniform(1.1...1.35)
    let side = random.angle()
    let uneven = collisional ? random.uniform(0.3...0.6) : random.uniform(0...0.2)
    let dust = random.uniform(0...0.1)
    let stars = youngStars.mixed(with: .disk, random.uniform(0...0.6))
    frame.add(
      RingLight(
        pose: pose, radius: radius, width: random.uniform(0.08...0.16) * radius,
        flux: bands(stars, ringShare - knotShare, dust: dust),
        lopsided: SIMD2(cos(side), sin(side)) * uneven, flocculence: random.uniform(0.2...0.6),
        patch: patch()))
    let faint = 1 - p.bulgeFraction - ringShare
    let disk = DiskLight.Recipe(
      scaleLength: random.uniform(0.5...0.65) * radius, old: bands(diskStars, faint, dust: dust),
      young: .zero)
    frame.add(DiskLight(disk, arms: nil, pose: pose))
    var hub = pose
    if collisional {
      hub.centre = pose.sky(radius: radius * random.uniform(0.15...0.45), angle: side + .pi)
    }
    paintBulge(
      share: p.bulgeFraction, radius: 0.22 * radius, pose: hub, axisRatio: 0.6 + 0.4 * p.axisRatio)
    let places = (0..<Int(random.uniform(6...18))).map { _ in
      pose.sky(
        radius: radius * random.normal(1.02, 0.05),
        angle: random.chance(uneven) ? side + random.normal(0, 0.7) : random.angle())
    }
    paintKnots(share: knotShare, places: places)
  }

  /// A small disk with a ring of captured gas turning over its poles.
  mutating func paintPolarRing() {
    let pose = pose()
    let p = parameters
    let ringShare = random.uniform(0.2...0.34)
    frame.add(
      SersicLight(
        Sersic(index: p.sersicIndex, halfLightRadius: p.halfLightRadius), pose: pose,
        flux: bands(oldStars, 1 - ringShare)))
    let ring = Pose(
      centre: pose.centre, angle: p.positionAngle + .pi / 2 + random.normal(0, 0.2),
      axisRatio: random.uniform(0.1...0.32))
    let radius = p.halfLightRadius * random.uniform(1.9...2.5)
    let stars = StellarPopulation.young.mixed(with: .disk, random.uniform(0.1...0.7))
    frame.add(
      RingLight(
        pose: ring, radius: radius, width: random.uniform(0.16...0.24) * radius,
        flux: bands(stars, ringShare, dust: random.uniform(0...0.1)), flocculence: 0.45,
        patch: patch()))
    // Gas near the plane of the ring fills it in.
    let disk = DiskLight.Recipe(
      scaleLength: 0.45 * radius, old: bands(stars, 0.12 * ringShare), young: .zero)
    frame.add(DiskLight(disk, arms: nil, pose: ring))
  }

  /// A red elliptical whose gravity bends a blue galaxy behind it into arcs.
  mutating func paintLens() {
    let pose = pose()
    let p = parameters
    let body = Sersic(index: p.sersicIndex, halfLightRadius: p.halfLightRadius)
    frame.add(SersicLight(body, pose: pose, flux: bands(.old, 1)))
    // Lenses this strong lie in groups.
    for _ in 0..<Int(random.poisson(2.5)) {
      let place = SIMD2(random.normal(0, 11), random.normal(0, 11))
      let member = Sersic(index: 2.5, halfLightRadius: random.uniform(0.7...1.6))
      let light = bands(.old, 0.25 * random.uniform() * random.uniform())
      let pose = Pose(
        centre: place, angle: random.angle(), axisRatio: random.uniform(0.5...1))
      frame.add(SersicLight(member, pose: pose, flux: light))
    }
    let einstein = random.uniform(4.2...8)
    let direction = random.angle()
    let offset = einstein * random.uniform(0.16...0.5)
    let shear = random.uniform(0.02...0.12)
    let shearAngle = 2 * random.angle()
    let population = StellarPopulation.starburst.mixed(with: .young, random.uniform(0...1.3))
    // Surface brightness is kept by lensing: the source has 20.6 to 22 mag a square arcsecond.
    let peak = pow(10, -0.4 * (random.uniform(20.6...22) - 22.5))
    let area = p.pixelScale * p.pixelScale
    let profilePeak = Sersic(index: 0.8, halfLightRadius: 1).brightness(at: 0, flux: 1)
    let light =
      population.bands(redshift: 0.5, dust: p.foregroundDust) * (peak * area / profilePeak)
    let place = SIMD2(cos(direction), sin(direction)) * offset
    let sigma = random.uniform(0.4...0.85)
    // A second clump in half of the sources breaks up the arcs.
    let clumps = random.chance(0.5) ? 2 : 1
    for clump in 0..<clumps {
      let aside = SIMD2(random.normal(0, 1.1), random.normal(0, 1.1)) * (sigma * Float(clump))
      frame.add(
        LensedSource(
          einsteinRadius: einstein, shear: SIMD2(cos(shearAngle), sin(shearAngle)) * shear,
          position: place + aside, sigma: sigma * (clump == 0 ? 1 : 0.6),
          peak: light * (clump == 0 ? 1 : 0.8)))
    }
  }

  /// A satellite that crossed the field during one of the exposures.
  mutating func paintTrail() {
    // Bands are exposed on different nights, so a trail has the colour of one band, at times two.
    var colour = Bands.zero
    let band = random.pick([1, 1, 1])
    colour[band] = 1
    if random.chance(0.3) { colour[(band + 1) % 3] = random.uniform(0.3...1) }
    let scales = Bands(6, 3.4, 2.2, 1)
    // A stack dilutes one exposure by their number: from faint to bright.
    let strength = exp(random.uniform(-1...1.2))
    frame.add(
      TrailLight(
        angle: random.angle(), offset: random.uniform(-14...14), width: random.uniform(0.4...0.9),
        brightness: colour / scales * strength, flicker: random.chance(0.25) ? 0.5 : 0.05,
        period: random.uniform(6...30)))
  }

  /// A star beside the galaxy, so bright that the telescope's spider shows.
  mutating func paintSpike() {
    let angle = random.angle()
    let distance = random.uniform(11...27)
    stars.append(
      Star(
        position: SIMD2(cos(angle), sin(angle)) * distance,
        magnitude: random.uniform(10.8...13.7), colour: random.uniform(0.3...1.2),
        glare: glare()))
  }

  /// How bright stars look: Blanco's spider lies askew in DECam's pixels, Mayall's along them.
  mutating func glare() -> Star.Glare {
    let tilt = (random.chance(0.6) ? Float.pi / 4 : 0) + random.normal(0, 0.05)
    // Charge that overflows a well runs down its column, in the band that saturates first.
    var bleed = Bands.zero
    if random.chance(0.5) { bleed[random.pick([1, 2, 3])] = 1 }
    return Star.Glare(tilt: tilt, bleed: bleed)
  }
}
