import Foundation
import Imaging

/// Files of the folder `Fixtures/HDF5`, which `make_fixtures.py` in it makes with h5py.
enum HDF5Fixture {
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/HDF5/\(name)").path
  }

  /// The picture that the script writes at a row.
  static func raster(_ row: Int, side: Int) -> Raster {
    var raster = Raster(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let value = { (channel: Int) in UInt8((31 * row + 7 * y + 3 * x + 101 * channel) % 256) }
        raster[x, y] = (value(0), value(1), value(2))
      }
    }
    return raster
  }
}
