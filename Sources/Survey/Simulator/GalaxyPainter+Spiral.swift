import Foundation

extension GalaxyPainter {
  /// Barred and unbarred spirals seen well enough from above to show their arms.
  mutating func paintSpiral() {
    let pose = pose()
    let p = parameters
    let scale = p.halfLightRadius / 1.678
    let barred = p.kind == .barredSpiral
    let barShare: Float = barred ? random.uniform(0.15...0.24) : 0
    let barAngle = barred ? random.angle() : 0
    let knotShare = random.uniform(0.02...0.06) * (0.5 + p.youth)
    let diskShare = 1 - p.bulgeFraction - barShare - knotShare
    let arms = spiralArms(startRadius: barred ? p.barLength * 0.95 : nil, angle: barAngle)
    let youngShare = diskShare * (0.38 + 0.25 * p.youth)
    let dust = random.uniform(0.02...0.1) + 0.12 * (1 - p.axisRatio)

    var recipe = DiskLight.Recipe(
      scaleLength: scale, old: bands(diskStars, diskShare - youngShare, dust: dust),
      young: bands(youngStars, youngShare, dust: 0.6 * dust))
    recipe.youngContrast = random.uniform(0.82...0.98)
    recipe.oldContrast = random.uniform(0.4...0.6)
    recipe.dust = random.uniform(0.1...0.4)
    recipe.armReach = random.uniform(3.4...4.4)
    recipe.lopsidedness = abs(random.normal(0, 0.05, in: -0.12...0.12))
    recipe.lopsidedAngle = random.angle()
    if barred { recipe.youngStretch = 1.4 }
    frame.add(DiskLight(recipe, arms: arms, pose: pose))

    if barred {
      let direction = SIMD2(cos(barAngle), sin(barAngle))
      let thickness = p.barLength * random.uniform(0.2...0.3)
      let light = bands(oldStars.mixed(with: .disk, 0.3), barShare)
      frame.add(
        BarLight(
          pose: pose, angle: direction, length: p.barLength, thickness: thickness, flux: light))
      if random.chance(0.35) {
        let width = random.uniform(0.8...1.4)
        frame.add(
          RingLight(
            pose: pose, radius: p.barLength, width: width,
            flux: bands(youngStars, 0.06), flocculence: 0.3,
            patch: SIMD2(random.uniform(0...16), random.uniform(0...64))))
      }
    }
    paintBulge(
      share: p.bulgeFraction, radius: scale * random.uniform(0.3...0.5), pose: pose,
      axisRatio: 0.5 + 0.5 * p.axisRatio)
    paintKnots(share: knotShare, places: knots(along: arms, scale: scale, pose: pose))
  }

  /// Arms as the parameters ask: evenly spaced but for a few degrees, of unequal strength.
  mutating func spiralArms(startRadius: Float?, angle: Float) -> SpiralArms {
    let p = parameters
    let count = max(p.armCount, 2)
    let first = startRadius == nil ? random.angle() : angle
    let phases = (0..<count).map {
      first + (Float($0) / Float(count)) * 2 * .pi + random.normal(0, 0.12)
    }
    let strengths = (0..<count).map { _ in random.uniform(0.75...1) }
    let loose = p.pitchAngle > 20
    return SpiralArms(
      phases: phases, strengths: strengths,
      width: (loose ? random.uniform(0.32...0.45) : random.uniform(0.45...0.6)) * 2 / Float(count),
      pitch: p.pitchAngle * .pi / 180,
      startRadius: startRadius ?? p.halfLightRadius * random.uniform(0.25...0.38),
      flocculence: random.uniform(0.15...0.5),
      patch: SIMD2(random.uniform(0...16), random.uniform(0...64)))
  }

  /// Places of knots: along the ridges, scattered a little.
  mutating func knots(along arms: SpiralArms, scale: Float, pose: Pose) -> [SIMD2<Float>] {
    let count = Int(random.uniform(8...34))
    return (0..<count).map { _ in
      let radius = random.uniform(arms.startRadius...max(3.4 * scale, arms.startRadius + 1))
      let arm = arms.phases[Int(random.uniform() * Float(arms.phases.count))]
      let angle = arm + arms.winding(radius) + random.normal(0, 0.16)
      return pose.sky(radius: radius, angle: angle)
    }
  }
}
