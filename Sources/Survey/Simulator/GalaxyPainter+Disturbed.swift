import Foundation

extension GalaxyPainter {
  /// One galaxy pulled out of shape: an egg with plumes, shells, a tail, uneven star formation.
  mutating func paintDisturbed() {
    let pose = pose()
    let p = parameters
    let scale = p.halfLightRadius / 1.678
    let debris = random.uniform(0.12...0.2)
    let knotShare = random.uniform(0.04...0.12)
    let diskShare = 1 - p.bulgeFraction - debris - knotShare
    let side = random.angle()
    var recipe = DiskLight.Recipe(
      scaleLength: scale, old: bands(diskStars, diskShare * 0.5, dust: 0.08),
      young: bands(youngStars, diskShare * 0.5, dust: 0.05))
    recipe.lopsidedness = random.uniform(0.32...0.52)
    recipe.lopsidedAngle = side
    recipe.youngContrast = random.uniform(0.6...0.95)
    recipe.oldContrast = 0.25
    let arms = SpiralArms(
      phases: [random.angle()], strengths: [1], width: random.uniform(0.6...0.9),
      pitch: random.uniform(25...45) * .pi / 180, startRadius: 0.8 * scale,
      flocculence: random.uniform(0.4...0.8),
      patch: SIMD2(random.uniform(0...16), random.uniform(0...64)))
    frame.add(DiskLight(recipe, arms: arms, pose: pose))
    paintBulge(
      share: p.bulgeFraction, radius: 0.4 * scale, pose: pose,
      axisRatio: 0.4 + 0.6 * p.axisRatio)

    let tail = pose.sky(radius: 0.7 * scale, angle: side)
    let out = tail - pose.centre
    let heading = atan2(out.y, out.x)
    switch random.pick([3, 2, 2]) {
    case 0:
      paintTail(
        from: tail, heading: heading, share: debris, population: youngStars.mixed(with: .disk, 0.4))
    case 1:
      paintShells(about: pose.centre, heading: heading, share: debris)
    default:
      // A broad fan of stars to one side.
      let plume = Stroke(
        path: Stroke.curve(
          from: tail, heading: heading + random.normal(0, 0.3),
          length: p.halfLightRadius * random.uniform(1.2...2), bend: random.normal(0, 0.6)),
        width: (1.8, random.uniform(3...4.5)), flux: bands(diskStars, debris), fading: 0.8)
      plume.draw(on: &frame)
    }
    let clump = random.uniform(-0.7...0.7)
    let places = (0..<Int(random.uniform(4...12))).map { _ in
      pose.sky(
        radius: abs(random.normal(1.5 * scale, 0.9 * scale)),
        angle: side + clump + random.normal(0, 0.55))
    }
    paintKnots(share: knotShare, places: places)
  }

  /// A tail that curves away.
  mutating func paintTail(
    from start: SIMD2<Float>, heading: Float, share: Float, population: StellarPopulation,
    bend: Float? = nil
  ) {
    let tail = Stroke(
      path: Stroke.curve(
        from: start, heading: heading,
        length: parameters.halfLightRadius * random.uniform(2.2...3.8),
        bend: bend ?? random.sign() * random.uniform(0.6...1.8)),
      width: (random.uniform(1.2...1.9), random.uniform(1.2...2.2)),
      flux: bands(population, share), fading: 0.7)
    tail.draw(on: &frame)
  }

  /// Interleaved shells on both sides, the debris of a small galaxy on a radial orbit.
  mutating func paintShells(about centre: SIMD2<Float>, heading: Float, share: Float) {
    let count = Int(random.uniform(2...4.99))
    for i in 0..<count {
      let radius =
        parameters.halfLightRadius * (1.25 + 0.42 * Float(i) + random.uniform(-0.15...0.15))
      let sweep = random.uniform(1...2.4)
      let side = heading + (i % 2 == 0 ? 0 : .pi) + random.normal(0, 0.2)
      let shell = Stroke(
        path: Stroke.arc(about: centre, radius: radius, from: side - sweep / 2, through: sweep),
        width: (0.9, 0.9), flux: bands(diskStars, 0.55 * share / Float(count)), fading: 0.25)
      shell.draw(on: &frame)
    }
  }
}
