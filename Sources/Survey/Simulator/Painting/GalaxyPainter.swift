import Foundation

/// Paints one galaxy's light on a frame from its parameters; each kind has its recipe.
struct GalaxyPainter {
  let parameters: GalaxyParameters
  var frame: SkyFrame
  var random: SkyRandom

  /// Light that the PSF has already spread: stars, with wings wider than the kernel.
  var stars: [Star] = []

  init(parameters: GalaxyParameters, size: Int, random: SkyRandom) {
    self.parameters = parameters
    self.random = random
    frame = SkyFrame(size: size, margin: MoffatPSF.radius(size: size))
  }

  /// Paints the galaxy, what lies in front of it and its field.
  mutating func paint() {
    switch parameters.body {
    case .disturbed: paintDisturbed()
    case .merger: paintMerger()
    case .roundSmooth, .inBetweenSmooth, .cigarSmooth: paintSmooth()
    case .barredSpiral, .tightSpiral, .looseSpiral: paintSpiral()
    case .edgeOnNoBulge, .edgeOnBulge: paintEdgeOn()
    case .ring: paintRing()
    case .lensArc: paintLens()
    case .tidalPair: paintTidalPair()
    case .polarRing: paintPolarRing()
    // These lie over a galaxy of another kind.
    case .satelliteTrail, .starSpike: break
    }
    switch parameters.kind {
    case .satelliteTrail: paintTrail()
    case .starSpike: paintSpike()
    default: break
    }
    paintField()
  }

  /// r light of the whole galaxy in nanomaggies.
  var flux: Float { pow(10, -0.4 * (parameters.magnitude - 22.5)) }

  /// Light of `share` of the galaxy in a population, through the dust of both galaxies.
  func bands(_ population: StellarPopulation, _ share: Float, dust: Float = 0) -> Bands {
    population.bands(redshift: parameters.redshift, dust: parameters.foregroundDust + dust)
      * (flux * share)
  }

  /// The passive stars of this galaxy: bluer where it is young.
  var oldStars: StellarPopulation {
    StellarPopulation.old.mixed(with: .disk, 0.75 * parameters.youth * parameters.youth)
  }

  /// The smooth disk of this galaxy.
  var diskStars: StellarPopulation {
    parameters.youth < 0.5
      ? StellarPopulation.disk.mixed(with: .old, 0.8 - 1.6 * parameters.youth)
      : StellarPopulation.disk.mixed(with: .young, 1.2 * (parameters.youth - 0.5))
  }

  /// The inner disk of this galaxy, a share of whose stars are as old as the bulge's.
  mutating func innerStars() -> StellarPopulation {
    diskStars.mixed(with: oldStars, random.uniform(0.1...0.8))
  }

  /// The outer disk of this galaxy, with more or less star formation than its arms have.
  mutating func outerStars() -> StellarPopulation {
    youngStars.mixed(with: .starburst, random.uniform(-0.2...0.5))
  }

  /// The arms of this galaxy.
  var youngStars: StellarPopulation {
    StellarPopulation.young.mixed(with: .disk, 0.7 * (1 - parameters.youth))
  }

  /// A patch of the texture that makes lumps.
  mutating func patch() -> SIMD2<Float> {
    SIMD2(random.uniform(0...16), random.uniform(0...64))
  }

  /// The pose the parameters give, a little off the centre as targets are.
  mutating func pose() -> Pose {
    Pose(
      centre: SIMD2(random.normal(0, 0.4), random.normal(0, 0.4)),
      angle: parameters.positionAngle, axisRatio: parameters.axisRatio,
      handedness: random.sign())
  }

  /// A bulge of a share of the light; it is rounder than the disk around it.
  mutating func paintBulge(
    share: Float, radius: Float, pose: Pose, axisRatio: Float, dust: Float = 0
  ) {
    guard share > 0.004 else { return }
    var pose = pose
    pose.axisRatio = axisRatio
    let profile = Sersic(index: parameters.sersicIndex, halfLightRadius: max(radius, 0.35))
    frame.add(SersicLight(profile, pose: pose, flux: bands(oldStars, share, dust: dust)))
  }

  /// Star-forming knots scattered over given places of the sky.
  mutating func paintKnots(
    share: Float, places: [SIMD2<Float>], population: StellarPopulation = .starburst
  ) {
    // Luminosities of H II regions follow dN/dL ∝ L⁻² (Kennicutt et al. 1989).
    let weights = places.map { _ in 1 / max(0.12, random.uniform()) }
    let whole = weights.reduce(0, +)
    for (place, weight) in zip(places, weights) {
      let light = bands(population, share * weight / whole, dust: random.uniform(0...0.2))
      frame.addBlob(at: place, sigma: random.uniform(0.25...0.6), flux: light)
    }
  }
}
