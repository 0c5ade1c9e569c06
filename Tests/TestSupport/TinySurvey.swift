import Foundation
package import Imaging

/// A survey of a few small coloured blobs with a catalog, the same on every run.
///
/// Classes take turns: `round` is a red blob, `disk` a blue streak, `ring` a green annulus.
package struct TinySurvey: Sendable {
  /// How the pictures are written.
  package enum PictureFormat: String, Sendable {
    case png
    case jpg
  }

  /// The classes, in the order in which they take turns.
  package static let classes = ["round", "disk", "ring"]

  /// Number of galaxies.
  package let count: Int
  /// Pixels on each side of a picture.
  package let side: Int
  package let format: PictureFormat

  package init(count: Int, side: Int = 32, format: PictureFormat = .png) {
    self.count = count
    self.side = side
    self.format = format
  }

  /// The name of the galaxy at an index, such as `G0007`.
  package func objectID(_ index: Int) -> String {
    "G" + String(String(10_000 + index).dropFirst())
  }

  /// The class of the galaxy at an index.
  package func label(_ index: Int) -> String {
    TinySurvey.classes[index % TinySurvey.classes.count]
  }

  /// Writes `images/` and `catalog.csv` with columns object_id, path, label, ra, dec, redshift.
  ///
  /// - Returns: The path of `catalog.csv`.
  @discardableResult
  package func write(to folder: TemporaryFolder, below subfolder: String = "") throws -> String {
    let base = subfolder.isEmpty ? "" : subfolder + "/"
    var table = "object_id,path,label,ra,dec,redshift\n"
    for index in 0..<count {
      let picture = "images/\(objectID(index)).\(format.rawValue)"
      try folder.write(try encoded(raster(index)), to: base + picture)
      table += "\(objectID(index)),\(picture),\(label(index)),"
      table += "\(Double(index % 360) + 0.5),\(Double(index % 90) - 45),0.0\(index % 9 + 1)\n"
    }
    return try folder.write(table, to: base + "catalog.csv")
  }

  /// The picture of the galaxy at an index.
  package func raster(_ index: Int) -> Raster {
    var raster = Raster(width: side, height: side, filling: 8)
    let centre = Double(side - 1) / 2
    // Sizes differ between members of a class, so that no two pictures are equal.
    let scale =
      Double(side) * (0.10 + 0.06 * Double(index % 17) / 17 + 0.04 * Double(index % 5) / 5)
    for y in 0..<side {
      for x in 0..<side {
        let (dx, dy) = ((Double(x) - centre) / scale, (Double(y) - centre) / scale)
        let glow = brightness(of: label(index), dx, dy)
        raster[x, y] = colour(of: label(index), glow)
      }
    }
    // A mark in the corner carries the index itself.
    raster[0, 0] = (UInt8(index & 255), UInt8(index >> 8 & 255), 8)
    return raster
  }

  private func encoded(_ raster: Raster) throws -> Data {
    switch format {
    case .png: try raster.pngData()
    case .jpg: try raster.jpegData(quality: 92)
    }
  }

  private func brightness(of label: String, _ dx: Double, _ dy: Double) -> Double {
    switch label {
    case "disk":
      return exp(-(dx * dx / 4 + dy * dy * 3) / 2)
    case "ring":
      let distance = (dx * dx + dy * dy).squareRoot() - 2
      return exp(-distance * distance * 4)
    default:
      return exp(-(dx * dx + dy * dy) / 2)
    }
  }

  private func colour(
    of label: String, _ glow: Double
  ) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let strong = UInt8(8 + 240 * glow)
    let weak = UInt8(8 + 110 * glow)
    return switch label {
    case "disk": (weak, weak, strong)
    case "ring": (weak, strong, weak)
    default: (strong, weak, weak)
    }
  }
}
