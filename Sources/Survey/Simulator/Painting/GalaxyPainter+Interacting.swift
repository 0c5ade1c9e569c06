import Foundation

extension GalaxyPainter {
  /// How the light of two galaxies in a passage is shared out.
  private struct Passage {
    var recipe: TidalEncounter.Recipe
    /// Light of the primary and of its companion; with the stars thrown about they sum to 1.
    var shares: [Float]
    /// Share of the light in stars of the outer disks, which become tails.
    var loose: Float
    var bulges: ClosedRange<Float>
    /// Nuclei seen nearer or farther apart than this many disk radii are seen from elsewhere.
    var apart: ClosedRange<Float>
    /// Whether the middle of the picture is the primary rather than the pair.
    var centresPrimary = false
  }

  /// Two galaxies with two bright nuclei falling into one another.
  mutating func paintMerger() {
    switch random.pick([6, 2, 2]) {
    case 0: paintPassage(mergingDisks())
    case 1: paintDryMerger()
    default: paintAccretion()
    }
  }

  /// Two separate galaxies joined by a bridge, each trailing a tail longer than itself.
  mutating func paintTidalPair() {
    let ratio = random.uniform(0.5...1)
    let tails = random.uniform(0.36...0.48)
    let companion = ratio / (1 + ratio)
    let spins = [spin(within: 0.6), spin(within: 0.75)]
    paintPassage(
      Passage(
        recipe: TidalEncounter.Recipe(
          massRatio: ratio, pericentre: random.uniform(0.8...1.3),
          eccentricity: random.uniform(0.6...1.1), drag: random.uniform(0.02...0.08), spins: spins,
          stage: .parting(random.uniform(1.9...2.8))),
        shares: [(1 - tails) * (1 - companion), (1 - tails) * companion], loose: tails,
        bulges: 0.25...0.5, apart: 1.5...3))
  }

  /// A late passage: both nuclei within one common body, tails already long.
  private mutating func mergingDisks() -> Passage {
    let ratio = random.uniform(0.5...1)
    let loose = random.uniform(0.26...0.38)
    let companion = ratio / (1 + ratio)
    let spins = [spin(within: 1.2), spin(within: 1.4)]
    let target = random.uniform(0.75...1.3)
    return Passage(
      recipe: TidalEncounter.Recipe(
        massRatio: ratio, pericentre: random.uniform(0.35...0.8),
        eccentricity: random.uniform(0.4...0.8), drag: random.uniform(0.15...0.4), spins: spins,
        stage: random.chance(0.35) ? .parting(target) : .returning(target)),
      shares: [(1 - loose) * (1 - companion), (1 - loose) * companion], loose: loose,
      bulges: 0.35...0.65, apart: 0.5...1.5)
  }

  /// One galaxy drawn out by a small dark one that has passed.
  mutating func paintFlyby() {
    let ratio = random.uniform(0.3...0.6)
    let loose = random.uniform(0.36...0.5)
    let spins = [spin(within: 0.7), spin(within: .pi)]
    paintPassage(
      Passage(
        recipe: TidalEncounter.Recipe(
          massRatio: ratio, pericentre: random.uniform(0.7...1.1),
          eccentricity: random.uniform(0.9...1.1), drag: 0, spins: spins,
          stage: .parting(random.uniform(1.8...3))),
        shares: [1 - loose - 0.05, 0.05], loose: loose, bulges: 0.1...0.35, apart: 1...10,
        centresPrimary: true))
  }

  /// The axis of a disk that turns with the orbit, tilted by at most `limit` radians.
  private mutating func spin(within limit: Float) -> SIMD3<Float> {
    let tilt = limit * random.uniform().squareRoot()
    let node = random.angle()
    return SIMD3(sin(tilt) * cos(node), sin(tilt) * sin(node), cos(tilt))
  }

  private mutating func paintPassage(_ passage: Passage) {
    let encounter = TidalEncounter(passage.recipe)
    // The outer disk of a galaxy reaches twice its half-light radius.
    let scale = 2 * parameters.halfLightRadius
    var view = view()
    var gap: Float = 0
    for _ in 0..<12 {
      let offset = view.sky(encounter.nuclei[1] - encounter.nuclei[0])
      gap = (offset * offset).sum().squareRoot()
      if passage.apart.contains(gap) { break }
      view = self.view()
    }
    let middle =
      passage.centresPrimary
      ? encounter.nuclei[0] : (encounter.nuclei[0] + encounter.nuclei[1]) / 2
    let centre = SIMD2(random.normal(0, 0.4), random.normal(0, 0.4))
    func place(_ point: SIMD3<Float>) -> SIMD2<Float> {
      centre + view.sky(point - middle) * scale
    }
    let total = passage.shares.reduce(0, +)
    for body in 0..<2 where passage.shares[body] > 0 {
      let share = passage.shares[body]
      let radius =
        parameters.halfLightRadius * (body == 0 ? 1 : passage.recipe.massRatio.squareRoot())
      let seen = view.disk(passage.recipe.spins[body])
      paintMember(
        share: share, bulge: random.uniform(passage.bulges), radius: radius,
        pose: Pose(
          centre: place(encounter.nuclei[body]), angle: seen.angle,
          axisRatio: max(0.22, seen.axisRatio), handedness: random.sign()))
      // Young stars form where gas is drawn out, so tails are as blue as outer disks.
      let light = bands(
        diskStars.mixed(with: youngStars, random.uniform(0.1...0.6)),
        passage.loose * share / (total * Float(encounter.stars[body].count)))
      let nucleus = encounter.nuclei[body]
      for star in encounter.stars[body] {
        // Tails widen as they are drawn out.
        let gap = star - nucleus
        let far = max(0, (gap * gap).sum().squareRoot() - 1)
        let width = max(0.75, 0.2 * radius) * (1 + 0.35 * far)
        frame.addBlob(at: place(star), sigma: width, flux: light)
      }
    }
    guard random.chance(0.25 + 0.6 * parameters.youth) else { return }
    let places = (0..<Int(random.uniform(3...12))).map { _ in
      let body = passage.shares[1] > 0 && random.chance(0.5) ? 1 : 0
      let stars = encounter.stars[body]
      return place(stars[min(stars.count - 1, Int(random.uniform() * Float(stars.count)))])
    }
    paintKnots(share: random.uniform(0.01...0.05), places: places)
  }

  private mutating func view() -> SkyView {
    // Directions even over the sphere, but for orbits seen from their very edge.
    SkyView(
      turn: random.angle(), inclination: acos(random.uniform(0.35...1)),
      positionAngle: random.angle())
  }

  /// What is left of a disk about its nucleus.
  private mutating func paintMember(share: Float, bulge: Float, radius: Float, pose: Pose) {
    let scale = radius * 0.5
    let disk = share * (1 - bulge)
    let dust = random.uniform(0.02...0.16)
    var recipe = DiskLight.Recipe(
      scaleLength: scale, old: bands(innerStars(), disk * 0.6, dust: dust),
      young: bands(outerStars(), disk * 0.4, dust: 0.5 * dust))
    recipe.lopsidedness = random.uniform(0.1...0.3)
    recipe.lopsidedAngle = random.angle()
    recipe.youngContrast = random.uniform(0.5...0.8)
    recipe.oldContrast = 0.2
    let first = random.angle()
    let arms = SpiralArms(
      phases: [first, first + .pi], strengths: [1, random.uniform(0.4...1)],
      width: random.uniform(0.4...0.6), pitch: random.uniform(20...40) * .pi / 180,
      startRadius: 0.6 * scale, flocculence: random.uniform(0.3...0.7), patch: patch())
    frame.add(DiskLight(recipe, arms: arms, pose: pose))
    paintBulge(
      share: share * bulge, radius: scale * 0.55, pose: pose,
      axisRatio: 0.5 + 0.5 * pose.axisRatio)
  }

  /// Two ellipticals in a common envelope, too poor in gas for tails.
  private mutating func paintDryMerger() {
    let p = parameters
    let direction = random.angle()
    let separation = random.uniform(1.3...2.2) * p.halfLightRadius
    let ratio = random.uniform(0.3...0.8)
    let envelope = random.uniform(0.25...0.4)
    let offset = SIMD2(cos(direction), sin(direction)) * separation
    let shares = [(1 - envelope) / (1 + ratio), (1 - envelope) * ratio / (1 + ratio)]
    let places = [offset * (-ratio / (1 + ratio)), offset / (1 + ratio)]
    for (share, place) in zip(shares, places) {
      let profile = Sersic(
        index: random.uniform(2...4), halfLightRadius: 0.7 * p.halfLightRadius * share.squareRoot())
      let pose = Pose(
        centre: place, angle: random.angle(), axisRatio: random.uniform(0.6...0.95))
      frame.add(SersicLight(profile, pose: pose, flux: bands(oldStars, share)))
    }
    let halo = Sersic(index: 1, halfLightRadius: separation * random.uniform(0.8...1.2))
    let pose = Pose(
      centre: places[1] * random.uniform(-0.2...0.3), angle: direction + random.normal(0, 0.4),
      axisRatio: random.uniform(0.55...0.85))
    frame.add(
      SersicLight(halo, pose: pose, flux: bands(oldStars.mixed(with: .disk, 0.3), envelope)))
    if random.chance(0.5) {
      paintShells(about: places[0], heading: direction + .pi, share: 0.06)
    }
  }

  /// A disk that swallows a small companion, whose stars trail along its orbit.
  private mutating func paintAccretion() {
    let p = parameters
    let pose = pose()
    let direction = random.angle()
    let distance = random.uniform(1.2...2) * p.halfLightRadius
    let ratio = random.uniform(0.22...0.4)
    let trail = random.uniform(0.06...0.12)
    let shares = [(1 - trail) / (1 + ratio), (1 - trail) * ratio / (1 + ratio)]
    paintMember(
      share: shares[0], bulge: random.uniform(0.3...0.5), radius: p.halfLightRadius, pose: pose)
    let place = pose.centre + SIMD2(cos(direction), sin(direction)) * distance
    let body = Sersic(
      index: random.uniform(1.5...3.5),
      halfLightRadius: max(0.9, p.halfLightRadius * (0.8 * ratio).squareRoot()))
    frame.add(
      SersicLight(
        body,
        pose: Pose(centre: place, angle: direction + 1.2, axisRatio: random.uniform(0.5...0.9)),
        flux: bands(diskStars.mixed(with: .old, random.uniform(0...0.7)), shares[1])))
    let turn = random.sign()
    let arc = Stroke(
      path: Stroke.arc(
        about: pose.centre, radius: distance * random.uniform(0.95...1.1), from: direction,
        through: turn * random.uniform(1...2.6)),
      width: (1, random.uniform(1.2...1.9)), flux: bands(diskStars, trail), fading: 0.8)
    arc.draw(on: &frame)
  }
}
