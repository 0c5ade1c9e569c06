import Digests
import Imaging

/// A galaxy's picture at the size that the models see, with what its catalog says.
package struct Cutout: Sendable {
  /// The catalog's row.
  package let entry: CatalogEntry
  /// Square and anti-aliased.
  package let pixels: CutoutPixels
  /// Of the pixels, 64 hexadecimal digits: equal pictures share it, however their files differ.
  package let sha256: String

  /// Where the picture was read: its file, or the place in a catalog that holds its pixels.
  package var source: String { entry.picture.path ?? entry.origin }

  package init(entry: CatalogEntry, pixels: CutoutPixels) {
    self.entry = entry
    self.pixels = pixels
    switch pixels {
    case .bytes(let raster): sha256 = SHA256.hexDigest(of: raster)
    case .floats(let raster): sha256 = SHA256.hexDigest(of: raster)
    }
  }
}
