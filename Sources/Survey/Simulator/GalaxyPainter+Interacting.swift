import Foundation

extension GalaxyPainter {
  /// A companion's share of an interacting system.
  private struct Member {
    var share: Float
    var radius: Float
    var bulge: Float
    var axisRatio: Float
    var angle: Float
    var youth: Float
  }

  /// Two galaxies with two bright nuclei falling into one another.
  mutating func paintMerger() {
    let p = parameters
    let separation = random.uniform(1.5...2.5) * p.halfLightRadius
    let direction = random.angle()
    let offset = SIMD2(cos(direction), sin(direction)) * (separation / 2)
    let ratio = random.uniform(0.36...0.6)
    let debris = random.uniform(0.12...0.22)
    let light = 1 - debris
    for side in [Float(1), -1] {
      let share = light * (side > 0 ? 1 - ratio : ratio)
      paintMember(
        Member(
          share: share, radius: p.halfLightRadius * (share / (0.5 * light)).squareRoot(),
          bulge: random.uniform(0.35...0.6),
          axisRatio: random.uniform(0.45...0.95), angle: random.angle(),
          youth: p.youth), at: offset * side, away: direction + (side > 0 ? 0 : .pi))
    }
    // Stars that belong to neither any more: a wide envelope about both.
    let envelope = Pose(angle: direction, axisRatio: random.uniform(0.5...0.9))
    let halo = Sersic(index: 1, halfLightRadius: separation * random.uniform(0.7...1))
    frame.add(SersicLight(halo, pose: envelope, flux: bands(diskStars, debris * 0.5)))
    let bridge = Stroke(
      path: Stroke.curve(
        from: offset * -0.8, heading: direction, length: separation * 0.8,
        bend: random.normal(0, 0.5)),
      width: (1.5, 1.5), flux: bands(diskStars, debris * 0.15), fading: 0.1)
    bridge.draw(on: &frame)
    let bend = random.sign()
    for side in [Float(1), -1] where random.chance(side > 0 ? 0.8 : 0.5) {
      paintTail(
        from: offset * (side * 1.2), heading: direction + (side > 0 ? 0 : .pi) + 0.9 * bend,
        share: debris * random.uniform(0.15...0.35), population: youngStars.mixed(with: .disk, 0.4),
        bend: -random.uniform(0.8...2.2) * bend)
    }
    if random.chance(0.4 + 0.5 * p.youth) {
      let places = (0..<Int(random.uniform(3...9))).map { _ in
        SIMD2(random.normal(0, separation * 0.55), random.normal(0, separation * 0.55))
      }
      paintKnots(share: 0.05, places: places)
    }
  }

  /// Two separate galaxies joined by a bridge, each trailing a tail longer than itself.
  mutating func paintTidalPair() {
    let p = parameters
    let separation = random.uniform(3.6...4.6) * p.halfLightRadius
    let direction = random.angle()
    let offset = SIMD2(cos(direction), sin(direction)) * (separation / 2)
    let ratio = random.uniform(0.35...0.5)
    let tails = random.uniform(0.22...0.32)
    let turn = random.sign()
    for side in [Float(1), -1] {
      let share = (1 - tails) * (side > 0 ? 1 - ratio : ratio)
      let away = direction + (side > 0 ? 0 : .pi)
      paintMember(
        Member(
          share: share, radius: p.halfLightRadius * (side > 0 ? 1 : 0.85),
          bulge: random.uniform(0.2...0.4), axisRatio: random.uniform(0.35...0.8),
          angle: away + random.normal(0, 0.5), youth: p.youth), at: offset * side, away: away)
      // Retrograde partners throw short tails that may curve the other way.
      let way = random.chance(0.7) ? turn : -turn
      let tail = Stroke(
        path: Stroke.curve(
          from: offset * (side * 1.1), heading: away + way * random.uniform(0.2...0.9),
          length: random.uniform(16...32), bend: -way * random.uniform(0.8...2.9)),
        width: (random.uniform(1...1.5), random.uniform(1.1...1.8)),
        flux: bands(youngStars.mixed(with: .disk, 0.5), tails * 0.42),
        fading: random.uniform(0.5...1))
      tail.draw(on: &frame)
    }
    let bridge = Stroke(
      path: Stroke.curve(
        from: offset * -0.8, heading: direction + 0.3 * turn, length: separation * 0.85,
        bend: -0.6 * turn),
      width: (1.2, 1.2), flux: bands(diskStars, tails * 0.14), fading: 0.1)
    bridge.draw(on: &frame)
  }

  /// A disk with a bright nucleus whose outskirts are drawn away from its partner.
  private mutating func paintMember(_ member: Member, at centre: SIMD2<Float>, away: Float) {
    let pose = Pose(
      centre: centre, angle: member.angle, axisRatio: member.axisRatio,
      handedness: random.sign())
    let scale = member.radius / 1.678
    let disk = member.share * (1 - member.bulge)
    var recipe = DiskLight.Recipe(
      scaleLength: scale, old: bands(diskStars, disk * 0.55, dust: 0.08),
      young: bands(youngStars, disk * 0.45, dust: 0.05))
    recipe.lopsidedness = random.uniform(0.15...0.35)
    recipe.youngContrast = 0.6
    recipe.oldContrast = 0.15
    let inPlane = pose.inPlane(centre + SIMD2(cos(away), sin(away)))
    recipe.lopsidedAngle = atan2(inPlane.y, inPlane.x)
    let first = random.angle()
    let arms = SpiralArms(
      phases: [first, first + .pi], strengths: [1, random.uniform(0.4...1)],
      width: random.uniform(0.45...0.65), pitch: parameters.pitchAngle * .pi / 180,
      startRadius: 0.7 * scale, flocculence: random.uniform(0.2...0.6),
      patch: SIMD2(random.uniform(0...16), random.uniform(0...64)))
    frame.add(DiskLight(recipe, arms: arms, pose: pose))
    paintBulge(
      share: member.share * member.bulge, radius: scale * 0.45, pose: pose,
      axisRatio: 0.5 + 0.5 * member.axisRatio)
  }
}
