import Foundation

extension GalaxyPainter {
  /// Disks seen from the edge, with a bulge that stands out of the plane or without one.
  mutating func paintEdgeOn() {
    let pose = pose()
    let p = parameters
    // The projected disk holds half its light within 1.2 scale lengths of the centre.
    let scale = p.halfLightRadius / 1.2 * (p.kind == .edgeOnBulge ? 1 : 0.9)
    let bulge = p.kind == .edgeOnBulge
    // sech² holds half its light within 0.55 scale heights.
    let height = p.axisRatio * scale * 1.2 / 0.55
    let dusty = random.chance(0.6)
    let diskShare = 1 - p.bulgeFraction
    let youngShare = diskShare * (0.25 + 0.35 * p.youth)
    let reddening: Float = dusty ? 0.05 : 0.02
    let recipe = EdgeOnDisk.Recipe(
      scaleLength: scale, scaleHeight: height,
      old: bands(diskStars, diskShare - youngShare, dust: reddening + 0.05),
      young: bands(youngStars, youngShare, dust: reddening),
      dustDepth: dusty ? random.uniform(2.5...6) : 0,
      dustHeight: max(0.6, 0.5 * height), dustOffset: random.normal(0, 0.25 * height),
      warp: random.normal(0, 0.8), flocculence: bulge ? 0.1 : random.uniform(0.1...0.4),
      patch: SIMD2(random.uniform(0...16), random.uniform(0...64)))
    if bulge {
      paintBulge(
        share: p.bulgeFraction, radius: scale * random.uniform(0.3...0.45), pose: pose,
        axisRatio: random.uniform(0.65...0.9))
    }
    frame.add(EdgeOnDisk(recipe, pose: pose))
  }
}
