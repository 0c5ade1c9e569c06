package import Imaging

/// A cutout's pixels: bytes as pictures for people have them, or a survey's own float bands.
package enum CutoutPixels: Sendable, Equatable {
  /// 8-bit RGB.
  case bytes(Raster)
  /// Bands in the survey's units; not a number where there is no data.
  case floats(FloatRaster)

  /// Pixels a row.
  package var width: Int {
    switch self {
    case .bytes(let raster): raster.width
    case .floats(let raster): raster.width
    }
  }

  /// Rows.
  package var height: Int {
    switch self {
    case .bytes(let raster): raster.height
    case .floats(let raster): raster.height
    }
  }

  /// Values a pixel.
  package var channels: Int {
    switch self {
    case .bytes: 3
    case .floats(let raster): raster.channels
    }
  }
}
