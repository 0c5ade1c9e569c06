import Foundation
package import Imaging

/// Pictures in the text, as iTerm2 has them and some others too.
///
/// https://iterm2.com/documentation-images.html
package enum ITermImage {
  /// The command that draws a picture at the cursor over so many cells.
  package static func command(
    _ raster: Raster, columns: Int, rows: Int
  ) throws(ImagingError) -> String {
    let png = try raster.pngData()
    return "\u{1B}]1337;File=inline=1;size=\(png.count);width=\(columns);height=\(rows);"
      + "preserveAspectRatio=0:" + png.base64EncodedString() + "\u{7}"
  }
}
