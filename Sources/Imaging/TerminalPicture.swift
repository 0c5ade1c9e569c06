/// Pictures drawn with characters, for prompts and logs.
package enum TerminalPicture {
  /// Draws with upper half blocks in 24-bit colour, two pixels a character.
  ///
  /// - Parameters:
  ///   - raster: A picture of any size; it is resampled to the columns asked for.
  ///   - columns: Characters a line; the number of lines keeps the picture's proportions.
  /// - Returns: Lines separated by newlines, colours reset at each line's end, none after the last.
  package static func halfBlocks(_ raster: Raster, columns: Int) -> String {
    let lines = lineCount(for: raster, columns: columns)
    let picture = raster.resized(width: columns, height: lines * 2)
    return (0..<lines).map { line in
      var text = ""
      var previous: (upper: Colour, lower: Colour)?
      for x in 0..<columns {
        let upper = Colour(picture[x, line * 2])
        let lower = Colour(picture[x, line * 2 + 1])
        // A colour holds until it is changed, so equal neighbours need no escape.
        if previous?.upper != upper { text += "\u{1B}[38;2;\(upper.parameters)m" }
        if previous?.lower != lower { text += "\u{1B}[48;2;\(lower.parameters)m" }
        text += "▀"
        previous = (upper, lower)
      }
      return text + "\u{1B}[0m"
    }.joined(separator: "\n")
  }

  /// Draws with characters of growing ink, for terminals without colour; bright sky is dense.
  package static func characters(_ raster: Raster, columns: Int) -> String {
    let ramp = Array(" .:-=+*#%@")
    let lines = lineCount(for: raster, columns: columns)
    let picture = raster.resized(width: columns, height: lines)
    return (0..<lines).map { line in
      String(
        (0..<columns).map { x in ramp[Colour(picture[x, line]).luminance * ramp.count / 256] })
    }.joined(separator: "\n")
  }

  /// Characters are about twice as tall as wide.
  private static func lineCount(for raster: Raster, columns: Int) -> Int {
    precondition(columns > 0, "a terminal picture needs at least one column, not \(columns)")
    let exact = Double(columns) * Double(raster.height) / Double(raster.width) / 2
    return max(1, Int(exact.rounded()))
  }

  private struct Colour: Equatable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    init(_ colour: (red: UInt8, green: UInt8, blue: UInt8)) {
      (red, green, blue) = colour
    }

    var parameters: String { "\(red);\(green);\(blue)" }

    /// Rec. 709 luma from 0 to 255, in thousandths to stay with integers.
    var luminance: Int { (213 * Int(red) + 715 * Int(green) + 72 * Int(blue)) / 1000 }
  }
}
