/// What of a source's pictures a catalog's cutouts show; one catalog has one.
package struct CutoutRecipe: Sendable, Equatable, Codable {
  /// Share of a picture's side that was kept.
  package var crop: Double
  /// Bands for red, green and blue as they were asked for; nil for those chosen by themselves.
  package var bands: String?
  /// Side of a cutout from a mosaic, in arcseconds; nil where its pixels are taken as they are.
  package var arcsec: Double?
  /// The mosaic that cutouts were taken from; nil where there is none, and in hunts from before that
  /// was kept. Two recipes are equal wherever their mosaics lie.
  package var mosaic: String?

  /// Whole pictures in their own bands unless told otherwise.
  package init(
    crop: Double = 1, bands: String? = nil, arcsec: Double? = nil, mosaic: String? = nil
  ) {
    self.crop = crop
    self.bands = bands
    self.arcsec = arcsec
    self.mosaic = mosaic
  }

  package static func == (one: CutoutRecipe, other: CutoutRecipe) -> Bool {
    one.crop == other.crop && one.bands == other.bands && one.arcsec == other.arcsec
  }
}

extension CutoutRecipe: CustomStringConvertible {
  /// Such as `crop 0.5, bands i,r,g, 20.0 arcseconds a side`.
  package var description: String {
    ["crop \(crop)", bands.map { "bands \($0)" }, arcsec.map { "\($0) arcseconds a side" }]
      .compactMap { $0 }.joined(separator: ", ")
  }
}
