import ArgumentParser
import Imaging
import Store

/// How pictures become cutouts, and how float ones are shown.
struct PictureOptions: ParsableArguments {
  @Option(
    .multiples(of: 16, from: 16, to: 1024),
    help: "Pixels on each side of a cutout, such as --size 128.")
  var size = 64

  @Option(
    .from(0.01, to: 1),
    help: ArgumentHelp(
      """
      Keep this share of a picture's side, about the middle, such as --crop 0.5 where galaxies \
      are small in their pictures.
      """,
      valueName: "fraction"))
  var crop = 1.0

  @Option(
    help: ArgumentHelp(
      """
      Bands for red, green and blue of FITS data, by name or by number from 0 (default: by \
      wavelength), such as --bands i,r,g.
      """,
      valueName: "r,g,b"))
  var bands: String?

  @Option(
    .from(0.001, to: 1_000_000),
    help: """
      Brightness scale of float data on the screen, in units of the sky's noise (default: 10); \
      less shows fainter light, such as --stretch 5.
      """)
  var stretch: Double?

  @Option(
    name: .customLong("q"),
    .from(0.001, to: 1_000_000),
    help: """
      How soon that scale turns logarithmic (default: 8); more shows more of bright cores, such \
      as --q 12.
      """)
  var softening: Double?

  /// Which bands become red, green and blue.
  var mapping: BandMapping { bands.flatMap(BandMapping.init) ?? .automatic }

  /// How float data are shown, where that was said.
  var shown: PictureStretch? {
    guard stretch != nil || softening != nil else { return nil }
    let usual = PictureStretch()
    return PictureStretch(stretch: stretch ?? usual.stretch, q: softening ?? usual.q)
  }

  func validate() throws {
    if let bands, BandMapping(bands) == nil {
      throw ValidationError("--bands takes one to three names or numbers, such as i,r,g.")
    }
  }
}
