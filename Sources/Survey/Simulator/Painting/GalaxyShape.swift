/// Ranges of a kind's shape, the choices that make the classes what they are.
struct GalaxyShape {
  var axisRatio: ClosedRange<Float> = 0.5...0.97
  /// Half-light radius along the major axis, arcseconds.
  var radius: (median: Float, range: ClosedRange<Float>)
  /// The half-light radius, in arcseconds, up to which the usual field holds the galaxy.
  var fitting: Float = 11
  var bulge: ClosedRange<Float> = 0.1...0.3
  var sersic: ClosedRange<Float> = 2...4
  /// Pitch of spiral arms, degrees, and the odds of one, two, three … of them.
  var pitch: ClosedRange<Float> = 0...0
  var arms: [Float] = []
  /// Mean of the mix of stars: 0 old, 1 young.
  var youth: Float
  /// Mean surface brightness within the half-light radius, r magnitudes a square arcsecond.
  var brightness: Float

  /// The shape of galaxies of a kind, after what Galaxy10 DECaLS shows of each.
  init(of kind: GalaxyKind) {
    switch kind {
    case .roundSmooth, .starSpike, .satelliteTrail:
      radius = (2.7, 1.7...9)
      axisRatio = 0.88...1
      bulge = 1...1
      sersic = 1...3.6
      youth = 0.3
      brightness = 20.7
    case .inBetweenSmooth:
      radius = (3.1, 2.2...7)
      axisRatio = 0.42...0.68
      bulge = 1...1
      sersic = 1...3
      youth = 0.15
      brightness = 20.2
    case .cigarSmooth:
      radius = (3.7, 2.6...7)
      axisRatio = 0.22...0.34
      bulge = 1...1
      sersic = 0.8...1.7
      youth = 0.35
      brightness = 20
    case .barredSpiral:
      radius = (6.6, 4.4...13)
      axisRatio = 0.58...0.98
      bulge = 0.03...0.1
      sersic = 1...2.2
      pitch = 12...26
      arms = [0, 0, 1]
      youth = 0.4
      brightness = 20.95
    case .tightSpiral:
      radius = (5.9, 4.2...13)
      axisRatio = 0.55...0.98
      bulge = 0.06...0.2
      sersic = 1.2...2.6
      pitch = 8...14
      arms = [0, 0, 5, 2, 1]
      youth = 0.3
      brightness = 21.45
    case .looseSpiral:
      radius = (5.7, 4.2...13)
      axisRatio = 0.45...0.98
      bulge = 0.02...0.1
      sersic = 1...2.2
      pitch = 23...38
      arms = [0, 0, 6, 2]
      youth = 0.68
      brightness = 21.1
    case .edgeOnNoBulge:
      radius = (6.2, 4.2...12)
      fitting = 10
      axisRatio = 0.11...0.21
      bulge = 0...0.05
      sersic = 1...2
      youth = 0.5
      brightness = 19.8
    case .edgeOnBulge:
      radius = (5.8, 3.8...14)
      fitting = 10
      axisRatio = 0.1...0.18
      bulge = 0.22...0.4
      sersic = 1.4...2.8
      youth = 0.2
      brightness = 20
    case .disturbed:
      radius = (3.3, 2.4...7)
      axisRatio = 0.5...0.95
      bulge = 0.1...0.35
      sersic = 1...3
      youth = 0.78
      brightness = 20.8
    case .merger:
      radius = (4.4, 3.2...8)
      bulge = 0.2...0.5
      sersic = 1.5...4
      youth = 0.14
      brightness = 20.7
    case .tidalPair:
      radius = (3.2, 2.6...4.4)
      bulge = 0.15...0.4
      sersic = 1.5...3
      youth = 0.35
      brightness = 20.3
    case .ring:
      radius = (6, 4.4...11)
      axisRatio = 0.55...0.98
      bulge = 0.2...0.5
      sersic = 1.5...3
      youth = 0.6
      brightness = 21.9
    case .lensArc:
      radius = (2.9, 2.2...4.2)
      axisRatio = 0.65...0.98
      bulge = 1...1
      sersic = 3.2...5
      youth = 0
      brightness = 21.4
    case .polarRing:
      radius = (4.2, 3.2...7)
      axisRatio = 0.3...0.5
      bulge = 0.4...0.8
      sersic = 1.5...3.5
      youth = 0.2
      brightness = 20.7
    }
  }
}
