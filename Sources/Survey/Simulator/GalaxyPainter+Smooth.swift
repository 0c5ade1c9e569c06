import Foundation

extension GalaxyPainter {
  /// Ellipticals, lenticulars and blue spheroids: one Sérsic body, faintly bluer outside.
  mutating func paintSmooth() {
    let pose = pose()
    let blueBody = random.chance(0.18)
    let population = blueBody ? diskStars.mixed(with: .young, 0.5) : oldStars
    let body = Sersic(
      index: parameters.sersicIndex, halfLightRadius: parameters.halfLightRadius)
    // Colour gradients of ellipticals: the outer half is a tenth of a magnitude bluer.
    let inner = Sersic(
      index: parameters.sersicIndex, halfLightRadius: 0.8 * parameters.halfLightRadius)
    frame.add(SersicLight(inner, pose: pose, flux: bands(population, 0.45)))
    let outside = population.mixed(with: .young, 0.3)
    frame.add(SersicLight(body, pose: pose, flux: bands(outside, 0.55)))
  }
}
