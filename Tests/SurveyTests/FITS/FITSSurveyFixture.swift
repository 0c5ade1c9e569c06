import Foundation
import Imaging
import Survey
import Testing

/// Files of `Fixtures/FITS`, which `make_fixtures.py` in it makes with Astropy.
enum FITSSurveyFixture {
  /// What Astropy reads from the tables, `nil` for what is not a number: bands, rows from the
  /// bottom, columns.
  struct Pixels: Decodable {
    let bands: [[Float?]]
    let five: [[Float?]]
    let bytes: [[Float?]]
  }

  static let side = 5

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/FITS/\(name)").path
  }

  static func pixels() throws -> Pixels {
    let data = try Data(contentsOf: URL(fileURLWithPath: path("pixels.json")))
    return try JSONDecoder().decode(Pixels.self, from: data)
  }

  /// Planes of a cell as a picture with the top row first.
  static func picture(_ values: [Float?], planes: [Int]) -> FloatRaster {
    var raster = FloatRaster(width: side, height: side, channels: planes.count)
    for y in 0..<side {
      for x in 0..<side {
        for (channel, plane) in planes.enumerated() {
          raster[x, side - 1 - y, channel] = values[(plane * side + y) * side + x] ?? .nan
        }
      }
    }
    return raster
  }

  static func items(_ reader: any CatalogReader) throws -> [CatalogItem] {
    var reader = reader
    var items: [CatalogItem] = []
    while let item = try reader.next() { items.append(item) }
    return items
  }
}

extension CatalogItem {
  var entry: CatalogEntry? {
    if case .entry(let entry) = self { entry } else { nil }
  }

  var reason: String? {
    if case .rejection(let rejection) = self { "\(rejection.reason)" } else { nil }
  }
}
