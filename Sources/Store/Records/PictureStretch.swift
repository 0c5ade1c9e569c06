/// How a catalog's float pictures are shown to people.
package struct PictureStretch: Sendable, Equatable, Codable {
  /// The brightness scale in units of the sky's noise; smaller shows fainter light.
  package var stretch: Double
  /// Where the scale turns from linear to logarithmic; larger shows more of the bright parts.
  package var q: Double

  /// The settings that show most surveys well.
  package init(stretch: Double = 10, q: Double = 8) {
    self.stretch = stretch
    self.q = q
  }
}
