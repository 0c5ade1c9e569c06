/// A page on the web that shows a place on the sky; nothing is loaded until a person follows it.
///
/// ```swift
/// SkyLink.all(ra: 150.1, dec: 2.2).map(\.name)   // ["Legacy Survey", "Aladin", "SIMBAD"]
/// ```
package struct SkyLink: Sendable, Equatable {
  /// What the page is called.
  package let name: String
  /// Its address, without blanks.
  package let address: String

  /// The viewer of the Legacy Surveys, Aladin Lite, and what SIMBAD knows within 15 arcseconds.
  ///
  /// In the addresses `{ra}` and `{dec}` stand for decimal degrees of ICRS, and `{place}` for both, a
  /// northern declination after `%2B`.
  package static let templates = [
    SkyLink(
      name: "Legacy Survey",
      address: "https://www.legacysurvey.org/viewer?ra={ra}&dec={dec}&zoom=15"),
    SkyLink(
      name: "Aladin",
      address: "https://aladin.cds.unistra.fr/AladinLite/?target={place}&fov=0.03"),
    SkyLink(
      name: "SIMBAD",
      address: "https://simbad.cds.unistra.fr/simbad/sim-coo?Coord={place}&Radius=15"
        + "&Radius.unit=arcsec"),
  ]

  /// The templates' pages for a place on the sky.
  ///
  /// None when either coordinate, in degrees of ICRS, is unknown or out of range.
  package static func all(ra: Double?, dec: Double?) -> [SkyLink] {
    guard let ra, let dec, (0...360).contains(ra), (-90...90).contains(dec) else { return [] }
    let (east, north) = (decimal(ra), decimal(dec))
    let place = east + (north.hasPrefix("-") ? "" : "%2B") + north
    return templates.map { template in
      SkyLink(
        name: template.name,
        address: template.address.replacing("{ra}", with: east)
          .replacing("{dec}", with: north).replacing("{place}", with: place))
    }
  }

  /// Five decimals, 0.04 arcseconds, in every locale with a point.
  private static func decimal(_ degrees: Double) -> String {
    let units = Int((abs(degrees) * 100_000).rounded())
    let fraction = String(units % 100_000)
    let zeros = String(repeating: "0", count: 5 - fraction.count)
    return "\(degrees < 0 && units > 0 ? "-" : "")\(units / 100_000).\(zeros)\(fraction)"
  }
}
