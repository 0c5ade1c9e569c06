import Foundation

/// A position in the footprint of the Legacy Survey and what the Milky Way puts in front of it.
struct SkyPosition {
  /// Degrees, ICRS.
  let rightAscension: Double
  let declination: Double
  /// E(B − V) of the foreground.
  let dust: Float

  /// Uniform over −18° < δ < 32° farther than 18° from the galactic plane.
  static func draw(using random: inout SkyRandom) -> SkyPosition {
    let south = sin(-18 * Double.pi / 180)
    let north = sin(32 * Double.pi / 180)
    while true {
      let rightAscension = 360 * Double.random(in: 0..<1, using: &random)
      let declination =
        asin(Double.random(in: south..<north, using: &random)) * 180 / .pi
      let latitude = galacticLatitude(rightAscension, declination)
      guard abs(latitude) > 18 else { continue }
      // A plane-parallel layer of dust, patchy by half.
      let layer = 0.016 / sin(Float(abs(latitude)) * .pi / 180)
      return SkyPosition(
        rightAscension: rightAscension, declination: declination,
        dust: min(0.3, layer * exp(random.normal(0, 0.5))))
    }
  }

  /// Galactic latitude in degrees; the pole lies at (192.85948°, 27.12825°).
  static func galacticLatitude(_ rightAscension: Double, _ declination: Double) -> Double {
    let radian = Double.pi / 180
    let pole = 27.12825 * radian
    let sine =
      sin(declination * radian) * sin(pole)
      + cos(declination * radian) * cos(pole) * cos((rightAscension - 192.85948) * radian)
    return asin(max(-1, min(1, sine))) / radian
  }
}
