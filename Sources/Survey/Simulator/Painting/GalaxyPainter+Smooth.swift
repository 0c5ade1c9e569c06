import Foundation

extension GalaxyPainter {
  /// Ellipticals, lenticulars and blue spheroids: one Sérsic body, bluer or redder outside.
  mutating func paintSmooth() {
    let pose = pose()
    let blueBody = random.chance(0.4)
    let population = blueBody ? diskStars.mixed(with: .young, random.uniform(0...0.6)) : oldStars
    // Ellipticals are a little bluer outside; young spheroids form their stars in the middle.
    let fresh = random.uniform(parameters.body == .cigarSmooth ? 0.2...0.9 : -0.2...0.6)
    let outside = blueBody && random.chance(0.4) ? oldStars : population.mixed(with: .young, fresh)
    let inner = Sersic(
      index: parameters.sersicIndex,
      halfLightRadius: random.uniform(0.7...0.9) * parameters.halfLightRadius)
    let outer = Sersic(
      index: max(1, 0.8 * parameters.sersicIndex),
      halfLightRadius: random.uniform(1.05...1.25) * parameters.halfLightRadius)
    let dust = random.chance(0.3) ? random.uniform(0...0.3) : 0
    frame.add(SersicLight(inner, pose: pose, flux: bands(population, 0.5, dust: dust)))
    frame.add(SersicLight(outer, pose: pose, flux: bands(outside, 0.5)))
  }
}
