import Foundation

extension GalaxyPainter {
  /// Barred and unbarred spirals seen well enough from above to show their arms.
  mutating func paintSpiral() {
    let pose = pose()
    let p = parameters
    let scale = p.halfLightRadius / 1.678
    let barred = p.body == .barredSpiral
    let barShare: Float = barred ? random.uniform(0.12...0.2) : 0
    let barAngle = barred ? random.angle() : 0
    let knotShare = random.uniform(0.01...0.05) * (0.4 + p.youth)
    let diskShare = 1 - p.bulgeFraction - barShare - knotShare
    let arms = spiralArms(startRadius: barred ? p.barLength * 0.92 : nil, angle: barAngle)
    let youngShare = diskShare * (0.34 + 0.25 * p.youth)
    let dust = random.uniform(0.02...0.12) + 0.14 * (1 - p.axisRatio)

    var recipe = DiskLight.Recipe(
      scaleLength: 0.85 * scale, old: bands(innerStars(), diskShare - youngShare, dust: 1.4 * dust),
      young: bands(outerStars(), youngShare, dust: 0.4 * dust))
    recipe.youngStretch = random.uniform(1.4...1.8)
    if random.chance(0.7) { recipe.breakRadius = random.uniform(2.2...3.6) }
    recipe.youngContrast = random.uniform(0.8...1)
    recipe.oldContrast = random.uniform(0.25...0.55)
    recipe.dust = random.uniform(0.1...0.45)
    recipe.armReach = random.uniform(3.4...5)
    recipe.lopsidedness = abs(random.normal(0, 0.06, in: -0.15...0.15))
    recipe.lopsidedAngle = random.angle()
    frame.add(DiskLight(recipe, arms: arms, pose: pose))

    if barred {
      let direction = SIMD2(cos(barAngle), sin(barAngle))
      let thickness = p.barLength * random.uniform(0.2...0.32)
      let light = bands(oldStars.mixed(with: .disk, 0.3), barShare, dust: 0.5 * dust)
      frame.add(
        BarLight(
          pose: pose, angle: direction, length: p.barLength, thickness: thickness, flux: light))
      if random.chance(0.4) {
        frame.add(
          RingLight(
            pose: pose, radius: p.barLength, width: random.uniform(0.1...0.16) * p.barLength,
            flux: bands(youngStars, 0.06), flocculence: 0.4, patch: patch()))
      }
    }
    paintBulge(
      share: p.bulgeFraction, radius: scale * random.uniform(0.25...0.45), pose: pose,
      axisRatio: 0.5 + 0.5 * p.axisRatio, dust: dust)
    paintKnots(share: knotShare, places: knots(along: arms, scale: scale, pose: pose))
  }

  /// Arms as the parameters ask: evenly spaced but for a few degrees, of unequal strength.
  mutating func spiralArms(startRadius: Float?, angle: Float) -> SpiralArms {
    let p = parameters
    let count = max(p.armCount, 2)
    let first = startRadius == nil ? random.angle() : angle
    let phases = (0..<count).map {
      first + (Float($0) / Float(count)) * 2 * .pi + random.normal(0, 0.15)
    }
    let strengths = (0..<count).map { _ in random.uniform(0.6...1) }
    let loose = p.pitchAngle > 20
    return SpiralArms(
      phases: phases, strengths: strengths,
      width: (loose ? random.uniform(0.3...0.45) : random.uniform(0.42...0.6)) * 2 / Float(count),
      pitch: p.pitchAngle * .pi / 180,
      startRadius: startRadius ?? p.halfLightRadius * random.uniform(0.22...0.36),
      flocculence: random.uniform(0.3...0.9), patch: patch(),
      straying: (loose ? 0.16 : 0.3) * random.uniform())
  }

  /// Places of knots: along the ridges, scattered a little.
  mutating func knots(along arms: SpiralArms, scale: Float, pose: Pose) -> [SIMD2<Float>] {
    let count = Int(random.uniform(10...44))
    return (0..<count).map { _ in
      let radius = random.uniform(arms.startRadius...max(3.6 * scale, arms.startRadius + 1))
      let arm = arms.phases[Int(random.uniform() * Float(arms.phases.count))]
      let angle = arm + arms.winding(radius) + random.normal(0, 0.18)
      return pose.sky(radius: radius, angle: angle)
    }
  }
}
