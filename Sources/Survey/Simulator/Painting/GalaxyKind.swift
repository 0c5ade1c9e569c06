/// What is drawn: the ten classes of Galaxy10 DECaLS and the rare kinds a hunt looks for.
package enum GalaxyKind: String, CaseIterable, Sendable, Codable {
  case disturbed
  case merger
  case roundSmooth = "round_smooth"
  case inBetweenSmooth = "in_between_smooth"
  case cigarSmooth = "cigar_smooth"
  case barredSpiral = "barred_spiral"
  case tightSpiral = "tight_spiral"
  case looseSpiral = "loose_spiral"
  case edgeOnNoBulge = "edge_on_no_bulge"
  case edgeOnBulge = "edge_on_bulge"
  case ring
  case lensArc = "lens_arc"
  case tidalPair = "tidal_pair"
  case satelliteTrail = "satellite_trail"
  case polarRing = "polar_ring"
  case starSpike = "star_spike"

  /// The ten classes in the order of Galaxy10 DECaLS.
  package static let common = allCases.filter { !$0.isRare }

  /// The kinds among which the anomalies of a survey are drawn.
  package static let rare = allCases.filter(\.isRare)

  /// Whether a survey counts it among its anomalies.
  package var isRare: Bool {
    switch self {
    case .ring, .lensArc, .tidalPair, .satelliteTrail, .polarRing, .starSpike: true
    default: false
    }
  }

  /// How often it occurs among its like: the counts of Galaxy10 DECaLS (Leung & Bovy), or equal
  /// shares for five rare kinds and a half share for polar rings.
  package var weight: Float {
    switch self {
    case .disturbed: 1081
    case .merger: 1853
    case .roundSmooth: 2645
    case .inBetweenSmooth: 2027
    case .cigarSmooth: 334
    case .barredSpiral: 2043
    case .tightSpiral: 1829
    case .looseSpiral: 2628
    case .edgeOnNoBulge: 1423
    case .edgeOnBulge: 1873
    case .ring, .lensArc, .tidalPair, .satelliteTrail, .starSpike: 2
    case .polarRing: 1
    }
  }
}
