import Imaging
import Store
import Survey

extension StoredCutout {
  /// A cutout's pixels in the store's own layout: floats are little-endian.
  init(_ pixels: CutoutPixels) {
    switch pixels {
    case .bytes(let raster):
      self.init(
        shape: CutoutShape(width: raster.width, height: raster.height), bytes: raster.pixels)
    case .floats(let raster):
      let bits = raster.values.map { $0.bitPattern.littleEndian }
      self.init(
        shape: CutoutShape(
          format: .float32, width: raster.width, height: raster.height, channels: raster.channels),
        bytes: bits.withUnsafeBytes(Array.init))
    }
  }
}
