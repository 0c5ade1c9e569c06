package import Digests

extension SHA256 {
  /// Of a picture's size and pixels.
  package static func hexDigest(of raster: Raster) -> String {
    raster.pixels.withUnsafeBytes {
      hexDigest(width: raster.width, height: raster.height, channels: 3, pixels: $0)
    }
  }

  /// Of a picture's size and values, little-endian.
  package static func hexDigest(of raster: FloatRaster) -> String {
    let bits = raster.values.map { $0.bitPattern.littleEndian }
    return bits.withUnsafeBytes {
      hexDigest(
        width: raster.width, height: raster.height, channels: raster.channels, pixels: $0)
    }
  }
}
