import Evaluation
import Foundation
package import Imaging

/// Small pictures of galaxies on a few large JPEG sheets.
///
/// One picture a file costs six hundred bytes of headers each; a sheet shares them.
package struct ThumbnailSheets: Sendable {
  /// Pixels of a picture's side.
  let side: Int
  /// Pictures a row of a sheet, and the most rows.
  static let across = 32
  /// JPEG sheets in order.
  let sheets: [Data]
  /// Cell of each galaxy, counted through all sheets row by row; −1 where it has no picture.
  let cells: [Int32]

  /// The side of the pictures for this many galaxies, and how many of them get one, so that the pages
  /// of ten thousand galaxies stay below 30 MB.
  package static func plan(galaxies: Int) -> (side: Int, limit: Int) {
    switch galaxies {
    case ...2_500: (96, galaxies)
    case ...10_000: (64, galaxies)
    default: (64, 6_000)
    }
  }

  /// Bytes of sheets after which no other is begun: 25 MB of a page with the last one, whatever the
  /// pictures hold.
  private static let usualBudget = 16_000_000

  /// Draws the galaxies that matter first, as far as the plan goes.
  ///
  /// - Parameters:
  ///   - order: rows of the table, those that matter most first; repeated ones count once.
  ///   - count: galaxies in the table.
  ///   - picture: the picture of a row; nil where there is none.
  package init(
    order: some Sequence<Int>, of count: Int, plan: (side: Int, limit: Int)? = nil,
    budget: Int = usualBudget, picture: (Int) throws -> Raster?
  ) throws {
    let (side, limit) = plan ?? Self.plan(galaxies: count)
    self.side = side
    var cells = [Int32](repeating: -1, count: count)
    var sheets: [Data] = []
    var waiting: [Raster] = []
    var drawn = 0
    var bytes = 0
    for row in order {
      guard drawn < limit, bytes < budget else { break }
      guard cells[row] < 0, let raster = try picture(row) else { continue }
      cells[row] = Int32(drawn)
      drawn += 1
      waiting.append(Self.fitted(raster, side))
      if waiting.count == Self.across * Self.across {
        sheets.append(try Self.sheet(waiting, side))
        bytes += sheets[sheets.count - 1].count
        waiting = []
      }
    }
    if !waiting.isEmpty { sheets.append(try Self.sheet(waiting, side)) }
    self.sheets = sheets
    self.cells = cells
  }

  /// All rows in a mixed order that follows from the seed.
  package static func mixed(_ count: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).shuffled(using: &generator)
  }

  /// Galaxies that have a picture.
  package var drawn: Int { cells.count { $0 >= 0 } }

  private static func fitted(_ raster: Raster, _ side: Int) -> Raster {
    let square = raster.width == raster.height ? raster : raster.centreSquare()
    return square.width == side ? square : square.resized(width: side, height: side)
  }

  private static func sheet(_ pictures: [Raster], _ side: Int) throws -> Data {
    let columns = min(across, pictures.count)
    let rows = (pictures.count + across - 1) / across
    let width = across * side
    var pixels = [UInt8](repeating: 0, count: width * rows * side * 3)
    for (index, picture) in pictures.enumerated() {
      let left = (index % across) * side
      let top = (index / across) * side
      for y in 0..<side {
        let target = ((top + y) * width + left) * 3
        pixels.replaceSubrange(
          target..<target + side * 3, with: picture.pixels[y * side * 3..<(y + 1) * side * 3])
      }
    }
    let sheet = Raster(width: width, height: rows * side, pixels: pixels)
    // A sheet of few pictures is only as wide as they are.
    let cut =
      rows == 1
      ? sheet.cropped(x: 0, y: 0, width: columns * side, height: side) : sheet
    return try cut.jpegData(quality: 80)
  }

  /// As the page's data block holds it.
  var block: String {
    JSONText.object([
      ("side", "\(side)"), ("across", "\(Self.across)"),
      (
        "sheets",
        JSONText.strings(sheets.map { "data:image/jpeg;base64," + $0.base64EncodedString() })
      ),
      ("cells", JSONText.base64(cells)),
    ])
  }
}
