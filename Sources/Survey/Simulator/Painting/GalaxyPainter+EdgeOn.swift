import Foundation

extension GalaxyPainter {
  /// Disks seen from the edge, with a bulge that stands out of the plane or without one.
  mutating func paintEdgeOn() {
    let pose = pose()
    let p = parameters
    let bulge = p.body == .edgeOnBulge
    // The projected disk holds half its light within 1.2 scale lengths of the centre.
    let scale = p.halfLightRadius / 1.2
    // sech² holds half its light within 0.55 scale heights.
    let height = p.axisRatio * scale * 1.2 / 0.55
    let dusty = random.chance(0.7)
    let diskShare = 1 - p.bulgeFraction
    let youngShare = diskShare * (0.3 + 0.35 * p.youth)
    let reddening = dusty ? random.uniform(0.1...0.3) : 0.05
    var recipe = EdgeOnDisk.Recipe(
      scaleLength: scale, scaleHeight: height,
      old: bands(innerStars(), diskShare - youngShare, dust: reddening),
      young: bands(outerStars(), youngShare, dust: 0.2 * reddening))
    if dusty {
      recipe.dustDepth = random.uniform(3...8)
      recipe.dustHeight = max(0.35, random.uniform(0.35...0.6) * height)
      recipe.dustOffset = random.normal(0, 0.3 * height)
    }
    recipe.warp = random.normal(0, 0.06 * scale)
    recipe.flocculence = random.uniform(0.15...0.5) * (bulge ? 0.6 : 1)
    recipe.lopsidedness = random.normal(0, 0.12, in: -0.3...0.3)
    recipe.patch = patch()
    if bulge {
      paintBulge(
        share: p.bulgeFraction, radius: scale * random.uniform(0.28...0.42), pose: pose,
        axisRatio: random.uniform(0.6...0.9), dust: dusty ? 0.1 : 0)
    }
    frame.add(EdgeOnDisk(recipe, pose: pose))
  }
}
