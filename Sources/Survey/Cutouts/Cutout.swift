package import Imaging

/// A galaxy's picture at the size that the models see, with what its catalog says.
package struct Cutout: Sendable {
  /// The catalog's row.
  package let entry: CatalogEntry
  /// Square, anti-aliased, 8-bit RGB.
  package let raster: Raster
  /// Of the picture file's bytes, 64 hexadecimal digits: equal files under two names share it.
  package let sha256: String

  /// Where the picture was read.
  package var sourcePath: String { entry.imagePath }

  package init(entry: CatalogEntry, raster: Raster, sha256: String) {
    self.entry = entry
    self.raster = raster
    self.sha256 = sha256
  }
}
