package import Imaging

/// Pictures of plain characters with growing ink, for terminals without colours; bright is dense.
package enum InkPicture {
  private static let ramp = Array(" .:-=+*#%@".utf8)

  /// Lines of exactly so many columns; the sky is blank and the brightest is densest, whatever the
  /// picture's own levels are.
  package static func lines(_ raster: Raster, columns: Int, rows: Int) -> [String] {
    let picture = raster.resized(width: columns, height: rows)
    // Rec. 709 luma, in thousandths to stay with integers.
    let luma = (0..<columns * rows).map { pixel in
      let (red, green, blue) = picture[pixel % columns, pixel / columns]
      return (213 * Int(red) + 715 * Int(green) + 72 * Int(blue)) / 1000
    }
    let sorted = luma.sorted()
    let black = sorted[sorted.count / 20]
    let white = max(sorted[sorted.count - 1 - sorted.count / 500], black + 24)
    return (0..<rows).map { row in
      String(
        decoding: (0..<columns).map { column in
          let level = (luma[row * columns + column] - black) * ramp.count / (white - black + 1)
          return ramp[min(max(level, 0), ramp.count - 1)]
        }, as: UTF8.self)
    }
  }
}
