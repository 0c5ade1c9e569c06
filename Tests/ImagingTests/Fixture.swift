import Foundation
import Imaging

/// Files of the folder `Fixtures`, which `make_fixtures.py` in it makes with Pillow.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name)")))
  }

  /// Raw RGB bytes as a picture of a known size.
  static func raster(_ name: String, width: Int, height: Int) throws -> Raster {
    Raster(width: width, height: height, pixels: try bytes(name))
  }

  /// Raw little-endian float32 as a picture of a known size.
  static func floats(_ name: String, width: Int, height: Int, channels: Int) throws -> FloatRaster {
    let bytes = try bytes(name)
    let values = stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(
        bitPattern: bytes[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
    return FloatRaster(width: width, height: height, channels: channels, values: values)
  }
}

extension Raster {
  /// Mean and largest absolute difference of the bytes of two pictures of one size.
  func difference(from other: Raster) -> (mean: Double, largest: Int) {
    let differences = zip(pixels, other.pixels).map { abs(Int($0) - Int($1)) }
    return (
      Double(differences.reduce(0, +)) / Double(differences.count), differences.max() ?? 0
    )
  }
}
