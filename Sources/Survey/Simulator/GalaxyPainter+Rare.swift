import Foundation

extension GalaxyPainter {
  /// A ring galaxy: a blue lumpy ring, its hub in the middle or, after a collision, beside it.
  mutating func paintRing() {
    let pose = pose()
    let p = parameters
    let collisional = random.chance(0.5)
    let ringShare = (1 - p.bulgeFraction) * random.uniform(0.5...0.75)
    let knotShare = ringShare * random.uniform(0.1...0.25)
    let radius = p.halfLightRadius * random.uniform(1.1...1.35)
    let side = random.angle()
    let uneven = collisional ? random.uniform(0.3...0.6) : random.uniform(0...0.2)
    frame.add(
      RingLight(
        pose: pose, radius: radius, width: random.uniform(0.07...0.14) * radius,
        flux: bands(youngStars.mixed(with: .disk, random.uniform(0...0.5)), ringShare - knotShare),
        lopsided: SIMD2(cos(side), sin(side)) * uneven, flocculence: random.uniform(0.2...0.5),
        patch: SIMD2(random.uniform(0...16), random.uniform(0...64))))
    let faint = 1 - p.bulgeFraction - ringShare
    let disk = DiskLight.Recipe(
      scaleLength: 0.5 * radius, old: bands(diskStars, faint), young: .zero)
    frame.add(DiskLight(disk, arms: nil, pose: pose))
    var hub = pose
    if collisional {
      hub.centre = pose.sky(radius: radius * random.uniform(0.15...0.45), angle: side + .pi)
    }
    paintBulge(
      share: p.bulgeFraction, radius: 0.25 * radius, pose: hub, axisRatio: 0.6 + 0.4 * p.axisRatio)
    let places = (0..<Int(random.uniform(6...18))).map { _ in
      pose.sky(
        radius: radius * random.normal(1.02, 0.04),
        angle: random.chance(uneven) ? side + random.normal(0, 0.7) : random.angle())
    }
    paintKnots(share: knotShare, places: places)
  }

  /// A small disk with a ring of captured gas turning over its poles.
  mutating func paintPolarRing() {
    let pose = pose()
    let p = parameters
    let ringShare = random.uniform(0.18...0.3)
    frame.add(
      SersicLight(
        Sersic(index: p.sersicIndex, halfLightRadius: p.halfLightRadius), pose: pose,
        flux: bands(oldStars, 1 - ringShare)))
    let ring = Pose(
      centre: pose.centre, angle: p.positionAngle + .pi / 2 + random.normal(0, 0.2),
      axisRatio: random.uniform(0.1...0.3))
    let radius = p.halfLightRadius * random.uniform(2...2.6)
    frame.add(
      RingLight(
        pose: ring, radius: radius, width: 0.2 * radius,
        flux: bands(StellarPopulation.young.mixed(with: .disk, 0.4), ringShare), flocculence: 0.35,
        patch: SIMD2(random.uniform(0...16), random.uniform(0...64))))
  }

  /// A red elliptical whose gravity bends a blue galaxy behind it into arcs.
  mutating func paintLens() {
    let pose = pose()
    let p = parameters
    let body = Sersic(index: p.sersicIndex, halfLightRadius: p.halfLightRadius)
    frame.add(SersicLight(body, pose: pose, flux: bands(.old, 1)))
    let einstein = random.uniform(6.5...12)
    let direction = random.angle()
    let offset = einstein * random.uniform(0.22...0.5)
    let shear = random.uniform(0.02...0.1)
    let shearAngle = 2 * random.angle()
    let source = StellarPopulation.starburst.mixed(with: .young, random.uniform(0...1))
    // Surface brightness is kept by lensing: the source has 20.6 to 21.8 mag a square arcsecond.
    let peak = pow(10, -0.4 * (random.uniform(20.6...21.8) - 22.5))
    let area = SkySimulator.arcsecondsPerPixel * SkySimulator.arcsecondsPerPixel
    let profilePeak = Sersic(index: 0.8, halfLightRadius: 1).brightness(at: 0, flux: 1)
    frame.add(
      LensedSource(
        einsteinRadius: einstein,
        shear: SIMD2(cos(shearAngle), sin(shearAngle)) * shear,
        position: SIMD2(cos(direction), sin(direction)) * offset,
        sigma: random.uniform(0.55...1.1),
        peak: source.bands(redshift: 0.5, dust: p.foregroundDust) * (peak * area / profilePeak)))
  }

  /// An ordinary galaxy crossed by a satellite during one of the exposures.
  mutating func paintTrail() {
    if random.chance(0.5) {
      paintSmooth()
    } else {
      let pose = pose()
      let scale = parameters.halfLightRadius / 1.678
      let disk = DiskLight.Recipe(
        scaleLength: scale, old: bands(diskStars, 0.45), young: bands(youngStars, 0.35))
      let arms = spiralArms(startRadius: nil, angle: 0)
      frame.add(DiskLight(disk, arms: arms, pose: pose))
      paintBulge(share: 0.2, radius: 0.4 * scale, pose: pose, axisRatio: 0.7)
    }
    // Bands are exposed on different nights, so a trail has the colour of one band, at times two.
    var colour = Bands.zero
    let band = random.pick([1, 1, 1])
    colour[band] = 1
    if random.chance(0.3) { colour[(band + 1) % 3] = random.uniform(0.3...1) }
    let scales = Bands(6, 3.4, 2.2, 1)
    let strength = random.uniform(1.1...3)
    frame.add(
      TrailLight(
        angle: random.angle(), offset: random.uniform(-14...14), width: 0.55,
        brightness: colour / scales * strength))
  }

  /// A galaxy beside a star so bright that the telescope's spider shows.
  mutating func paintSpike() {
    paintSmooth()
    let angle = random.angle()
    let distance = random.uniform(12...27)
    let star = Star(
      position: SIMD2(cos(angle), sin(angle)) * distance,
      magnitude: random.uniform(11.2...13.4), colour: random.uniform(0.3...1.2),
      spikes: random.normal(0, 0.06))
    stars.append(star)
  }
}
