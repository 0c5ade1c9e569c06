package import Imaging
package import Store
import Vocabulary

/// A galaxy's stored pixels as a picture for people.
package enum StoredPicture {
  /// Eight-bit RGB.
  ///
  /// Float bands go through an arcsinh stretch that is fitted to the picture's own sky.
  ///
  /// - Parameter stretch: How its catalog wants float bands shown; `nil` for the usual way.
  package static func raster(
    of cutout: StoredCutout, stretch: PictureStretch? = nil
  ) -> Raster {
    let shape = cutout.shape
    switch shape.format {
    case .uint8:
      return raster(ofBytes: cutout.bytes, shape)
    case .float32:
      let bands = FloatRaster(
        width: shape.width, height: shape.height, channels: shape.channels, values: cutout.floats)
      let settings = stretch ?? PictureStretch()
      return LuptonStretch.fitted(
        to: bands, q: Float(settings.q), stretch: Float(settings.stretch))(bands)
    }
  }

  /// Grey where there is one channel, the first three otherwise.
  private static func raster(ofBytes bytes: [UInt8], _ shape: CutoutShape) -> Raster {
    if shape.channels == 3 {
      return Raster(width: shape.width, height: shape.height, pixels: bytes)
    }
    var raster = Raster(width: shape.width, height: shape.height)
    for pixel in 0..<shape.width * shape.height {
      for channel in 0..<3 {
        let source = shape.channels > 3 ? channel : 0
        raster.pixels[pixel * 3 + channel] = bytes[pixel * shape.channels + source]
      }
    }
    return raster
  }
}
