package import Imaging

/// Where a galaxy's pixels come from: a file still to be read, or the catalog itself.
package enum PictureSource: Sendable, Equatable {
  /// A path that can be opened; the file's first bytes tell its format.
  case file(String)
  /// 8-bit RGB that the catalog holds.
  case raster(Raster)
  /// Float bands that the catalog holds, in its own units.
  case float(FloatRaster)

  /// The file's path, where there is one.
  package var path: String? {
    if case .file(let path) = self { path } else { nil }
  }

  /// Memory that the pixels take already.
  var byteCount: Int {
    switch self {
    case .file: 0
    case .raster(let raster): raster.pixels.count
    case .float(let raster): raster.values.count * MemoryLayout<Float>.size
    }
  }
}
