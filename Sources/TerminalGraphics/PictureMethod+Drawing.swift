import Imaging

extension PictureMethod {
  /// Longest side of a picture that is sent larger than it is; beyond it the terminal enlarges.
  private static let enlarged = 192
  /// Longest side of a sixel picture, which has to be as large as it is shown.
  private static let longestSixel = 600

  /// Colours of the text that pictures are made of.
  var depth: ColourDepth {
    switch self {
    case .placeholders(let depth), .blocks(let depth): depth
    default: .few
    }
  }

  /// Longest side in pixels that a picture may have on the screen; nil where that is no matter.
  package var longestSide: Int? { self == .sixel ? Self.longestSixel : nil }

  /// Longest side in pixels that a picture over so many cells can show.
  package func side(columns: Int, rows: Int, cell: CellSize) -> Int {
    switch self {
    case .kitty, .placeholders, .iterm: max(columns * cell.width, rows * cell.height)
    case .sixel: min(Self.longestSixel, max(columns * cell.width, rows * cell.height))
    case .blocks: max(columns, rows) * 2
    case .characters: max(columns, rows)
    }
  }

  /// The lines of a picture that is made of text.
  package func lines(_ picture: TerminalFrame.Picture) -> [String] {
    let box = picture.box
    guard case .blocks(let depth) = self else {
      return InkPicture.lines(picture.raster, columns: box.columns, rows: box.rows)
    }
    return BlockPicture.lines(
      picture.raster, columns: box.columns, rows: box.rows, depth: depth)
  }

  /// The pixels to send of a picture that is shown over a rectangle of cells.
  ///
  /// What is larger than its cells is made smaller here, and well; what is much smaller is enlarged
  /// some way, for terminals that only interpolate between neighbours.
  func fitted(_ raster: Raster, to box: CellBox, cell: CellSize) -> Raster {
    let (width, height) = (box.columns * cell.width, box.rows * cell.height)
    if self == .sixel { return raster.resized(width: width, height: height) }
    if raster.width > width || raster.height > height {
      return raster.resized(width: min(raster.width, width), height: min(raster.height, height))
    }
    let longest = max(raster.width, raster.height)
    let factor = min(Self.enlarged / longest, min(width / raster.width, height / raster.height))
    guard factor > 1 else { return raster }
    return raster.resized(width: raster.width * factor, height: raster.height * factor)
  }
}
