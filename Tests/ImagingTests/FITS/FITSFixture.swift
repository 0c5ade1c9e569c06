import Foundation

@testable import Imaging

/// Files of `Fixtures/FITS`, which `make_fixtures.py` in it makes with Astropy.
enum FITSFixture {
  static let width = 13
  static let height = 9

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/FITS/\(name)").path
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Little-endian single precision numbers.
  static func floats(_ name: String) throws -> [Float] {
    let bytes = try bytes(name)
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
    }
  }

  /// What Astropy reads from `images/NAME`, as a picture with three of the planes as channels.
  static func astropy(_ name: String, planes: [Int]) throws -> FloatRaster {
    let values = try floats("images/\(name).f32")
    var raster = FloatRaster(width: width, height: height, channels: planes.count)
    for y in 0..<height {
      for x in 0..<width {
        for (channel, plane) in planes.enumerated() {
          // Astropy's first row is the lowest one.
          raster[x, height - 1 - y, channel] = values[(plane * height + y) * width + x]
        }
      }
    }
    return raster
  }
}

extension FloatRaster {
  /// The largest difference relative to the larger value; infinite where only one has data.
  func relativeDifference(from other: FloatRaster) -> Float {
    guard width == other.width, height == other.height, channels == other.channels else {
      return .infinity
    }
    return zip(values, other.values).map { one, two in
      if one.isNaN && two.isNaN || one == two { return 0 }
      if one.isNaN || two.isNaN { return .infinity }
      return abs(one - two) / max(abs(one), abs(two))
    }.max() ?? 0
  }
}
