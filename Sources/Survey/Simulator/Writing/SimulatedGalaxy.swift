package import Imaging

/// One cutout of a simulated survey with what is true of it.
package struct SimulatedGalaxy: Sendable {
  /// Unique within the survey: `sim<seed>-<index>`.
  package let objectID: String
  package let parameters: GalaxyParameters
  /// RGB as the Legacy Survey's viewer shows z, r, g.
  package let raster: Raster

  /// The class, in the words of Galaxy10 DECaLS, or the rare kind.
  package var label: String { parameters.kind.rawValue }
  /// Whether it is one of the rare kinds.
  package var isAnomaly: Bool { parameters.kind.isRare }
  /// Degrees, ICRS.
  package var rightAscension: Double { parameters.rightAscension }
  package var declination: Double { parameters.declination }
  package var redshift: Double { Double(parameters.redshift) }
}
