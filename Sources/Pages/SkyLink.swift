/// A sky position's page in the Legacy Survey viewer; nothing is loaded until a person follows it.
package struct SkyLink: Sendable, Equatable {
  /// Address of the viewer at the position.
  package let address: String

  /// A link for a position in degrees; `nil` when either coordinate is unknown or out of range.
  package init?(ra: Double?, dec: Double?) {
    guard let ra, let dec, (0...360).contains(ra), (-90...90).contains(dec) else { return nil }
    let place = "ra=\(Numbers.plain(ra, 6))&dec=\(Numbers.plain(dec, 6))"
    address = "https://www.legacysurvey.org/viewer?\(place)&zoom=15&layer=ls-dr10"
  }
}
