import Foundation

extension GalaxyPainter {
  /// One galaxy pulled out of shape: by a passage, by what it has swallowed, or in starbursts.
  mutating func paintDisturbed() {
    switch random.pick([4, 3, 3]) {
    case 0: paintFlyby()
    case 1: paintIrregular()
    default: paintRemnant()
    }
  }

  /// An egg of uneven star formation, as the Magellanic clouds.
  private mutating func paintIrregular() {
    let pose = pose()
    let p = parameters
    let scale = p.halfLightRadius / 1.678
    let knotShare = random.uniform(0.06...0.14)
    let diskShare = 1 - 0.6 * p.bulgeFraction - knotShare
    let side = random.angle()
    var recipe = DiskLight.Recipe(
      scaleLength: scale,
      old: bands(innerStars(), diskShare * 0.5, dust: random.uniform(0.05...0.25)),
      young: bands(outerStars(), diskShare * 0.5, dust: 0.04))
    recipe.lopsidedness = random.uniform(0.35...0.55)
    recipe.lopsidedAngle = side
    recipe.youngContrast = random.uniform(0.7...1)
    recipe.oldContrast = 0.3
    let arms = SpiralArms(
      phases: [random.angle()], strengths: [1], width: random.uniform(0.6...0.9),
      pitch: random.uniform(25...45) * .pi / 180, startRadius: 0.6 * scale,
      flocculence: random.uniform(0.7...1.1), patch: patch())
    frame.add(DiskLight(recipe, arms: arms, pose: pose))
    paintBulge(
      share: 0.6 * p.bulgeFraction, radius: 0.4 * scale, pose: pose,
      axisRatio: 0.4 + 0.6 * p.axisRatio)
    let clump = random.uniform(-0.7...0.7)
    let places = (0..<Int(random.uniform(6...18))).map { _ in
      pose.sky(
        radius: abs(random.normal(1.4 * scale, 0.9 * scale)),
        angle: side + clump + random.normal(0, 0.6))
    }
    paintKnots(share: knotShare, places: places)
  }

  /// What a merger leaves: one body with shells, a plume or a loop of stars about it.
  private mutating func paintRemnant() {
    let pose = pose()
    let p = parameters
    let debris = random.uniform(0.18...0.28)
    let light = 1 - debris
    let heading = random.angle()
    let body = Sersic(index: random.uniform(1.2...3), halfLightRadius: 0.8 * p.halfLightRadius)
    let stars = oldStars.mixed(with: diskStars, 0.5)
    frame.add(
      SersicLight(body, pose: pose, flux: bands(stars, 0.7 * light, dust: random.uniform(0...0.25)))
    )
    // The outer isophotes lie to one side of the nucleus.
    var envelope = pose
    envelope.centre += SIMD2(cos(heading), sin(heading)) * (0.55 * p.halfLightRadius)
    let halo = Sersic(index: 1, halfLightRadius: 1.25 * p.halfLightRadius)
    let outside = diskStars.mixed(with: youngStars, 0.4)
    frame.add(SersicLight(halo, pose: envelope, flux: bands(outside, 0.3 * light)))
    switch random.pick([2, 2, 1]) {
    case 0:
      paintShells(about: pose.centre, heading: heading, share: debris)
    case 1:
      // A broad fan of stars to one side.
      let start = pose.centre + SIMD2(cos(heading), sin(heading)) * (0.7 * p.halfLightRadius)
      let plume = Stroke(
        path: Stroke.curve(
          from: start, heading: heading + random.normal(0, 0.3),
          length: p.halfLightRadius * random.uniform(1.8...3), bend: random.normal(0, 0.9)),
        width: (1.3, random.uniform(2...3.4)), flux: bands(diskStars, debris), fading: 0.9)
      plume.draw(on: &frame)
    default:
      let loop = Stroke(
        path: Stroke.arc(
          about: pose.centre + SIMD2(cos(heading), sin(heading)) * (0.6 * p.halfLightRadius),
          radius: p.halfLightRadius * random.uniform(1.5...2), from: heading - 2,
          through: random.uniform(3...4.5)),
        width: (0.9, 1.3), flux: bands(diskStars, debris), fading: 0.4)
      loop.draw(on: &frame)
    }
  }

  /// Interleaved shells on both sides, the debris of a small galaxy on a radial orbit.
  mutating func paintShells(about centre: SIMD2<Float>, heading: Float, share: Float) {
    let count = Int(random.uniform(2...4.99))
    for i in 0..<count {
      let radius =
        parameters.halfLightRadius * (1.35 + 0.45 * Float(i) + random.uniform(-0.15...0.15))
      let sweep = random.uniform(1...2.4)
      let side = heading + (i % 2 == 0 ? 0 : .pi) + random.normal(0, 0.2)
      let shell = Stroke(
        path: Stroke.arc(about: centre, radius: radius, from: side - sweep / 2, through: sweep),
        width: (0.7, 0.7), flux: bands(diskStars, share / Float(count)), fading: 0.25)
      shell.draw(on: &frame)
    }
  }
}
