package import Imaging

/// Pictures of block characters in colour: four pixels a cell in two colours.
///
/// Each cell gets the quarter, half or three-quarter block that comes closest to its four pixels,
/// so edges are twice as sharp as with half blocks alone.
package enum BlockPicture {
  /// By which quarters have the foreground: 1 top left, 2 top right, 4 bottom left, 8 bottom right.
  private static let glyphs = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]
  /// Levels that nobody tells apart, in pictures with noise anyway.
  private static let tolerance = 3

  /// Lines of exactly so many columns, colours reset at the end of each.
  package static func lines(
    _ raster: Raster, columns: Int, rows: Int, depth: ColourDepth
  ) -> [String] {
    let picture = raster.resized(width: columns * 2, height: rows * 2)
    return picture.pixels.withUnsafeBufferPointer { pixels in
      (0..<rows).map { line(pixels, row: $0, columns: columns, depth: depth) }
    }
  }

  private static func line(
    _ pixels: UnsafeBufferPointer<UInt8>, row: Int, columns: Int, depth: ColourDepth
  ) -> String {
    var text = ""
    text.reserveCapacity(columns * 24)
    var front: Colour?
    var back: Colour?
    for column in 0..<columns {
      let top = (row * 2 * columns * 2 + column * 2) * 3
      let bottom = top + columns * 2 * 3
      let cell = [
        Colour(pixels, top), Colour(pixels, top + 3), Colour(pixels, bottom),
        Colour(pixels, bottom + 3),
      ]
      var (mask, inside, outside) = parted(cell)
      if depth == .indexed { (inside, outside) = (inside.indexed, outside.indexed) }
      if inside == outside { mask = 0 }
      let limit = depth == .indexed ? 0 : tolerance
      // The same cell with colours exchanged, where that saves a change.
      if mask != 0, !(front.map { $0.isLike(inside, limit) } ?? false),
        (front.map { $0.isLike(outside, limit) } ?? false)
          || (back.map { $0.isLike(inside, limit) } ?? false)
      {
        (mask, inside, outside) = (15 - mask, outside, inside)
      }
      if mask == 0, let held = front, held.isLike(outside, limit),
        !(back.map { $0.isLike(outside, limit) } ?? false)
      {
        mask = 15
        inside = held
      }
      if mask != 0, !(front.map { $0.isLike(inside, limit) } ?? false) {
        text += inside.code("38", depth)
        front = inside
      }
      if mask != 15, !(back.map { $0.isLike(outside, limit) } ?? false) {
        text += outside.code("48", depth)
        back = outside
      }
      text += glyphs[mask]
    }
    return text + "\u{1B}[0m"
  }

  /// The two groups of quarters with the smallest squared error; mask 0 where one colour will do.
  private static func parted(_ cell: [Colour]) -> (mask: Int, inside: Colour, outside: Colour) {
    var total = (0, 0, 0)
    var squares = 0
    for each in cell {
      total = (total.0 + each.red, total.1 + each.green, total.2 + each.blue)
      squares += each.red * each.red + each.green * each.green + each.blue * each.blue
    }
    // The squared error of a group is its squares less the square of its sum over its number.
    var best = (mask: 0, gain: (total.0 * total.0 + total.1 * total.1 + total.2 * total.2) / 4)
    let flat = squares - best.gain
    // One colour will do where the quarters differ by no more than noise does.
    guard flat > 4 * 3 * 16 else {
      return (0, Colour(total, 4), Colour(total, 4))
    }
    var inner = (0, 0, 0)
    // Half of the groups: the others are these with inside and outside exchanged.
    for mask in 1..<8 {
      var sum = (0, 0, 0)
      var count = 0
      for quarter in 0..<4 where mask >> quarter & 1 == 1 {
        let each = cell[quarter]
        sum = (sum.0 + each.red, sum.1 + each.green, sum.2 + each.blue)
        count += 1
      }
      let rest = (total.0 - sum.0, total.1 - sum.1, total.2 - sum.2)
      let gain =
        (sum.0 * sum.0 + sum.1 * sum.1 + sum.2 * sum.2) / count
        + (rest.0 * rest.0 + rest.1 * rest.1 + rest.2 * rest.2) / (4 - count)
      if gain > best.gain {
        best = (mask, gain)
        inner = sum
      }
    }
    guard best.mask != 0 else { return (0, Colour(total, 4), Colour(total, 4)) }
    let count = best.mask.nonzeroBitCount
    let outer = (total.0 - inner.0, total.1 - inner.1, total.2 - inner.2)
    return (best.mask, Colour(inner, count), Colour(outer, 4 - count))
  }
}

/// A colour as text may have it.
private struct Colour: Equatable {
  let red: Int
  let green: Int
  let blue: Int

  init(_ pixels: UnsafeBufferPointer<UInt8>, _ place: Int) {
    (red, green, blue) = (Int(pixels[place]), Int(pixels[place + 1]), Int(pixels[place + 2]))
  }

  init(_ sum: (Int, Int, Int), _ count: Int) {
    red = (sum.0 + count / 2) / count
    green = (sum.1 + count / 2) / count
    blue = (sum.2 + count / 2) / count
  }

  private init(red: Int, green: Int, blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  func isLike(_ other: Colour, _ limit: Int) -> Bool {
    abs(red - other.red) <= limit && abs(green - other.green) <= limit
      && abs(blue - other.blue) <= limit
  }

  func code(_ plane: String, _ depth: ColourDepth) -> String {
    depth == .indexed
      ? "\u{1B}[\(plane);5;\(index)m" : "\u{1B}[\(plane);2;\(red);\(green);\(blue)m"
  }

  private static let steps = [0, 95, 135, 175, 215, 255]

  /// The nearest of xterm's cube and greys.
  var indexed: Colour {
    let index = index
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return Colour(red: level, green: level, blue: level)
    }
    let place = index - 16
    return Colour(
      red: Self.steps[place / 36], green: Self.steps[place / 6 % 6], blue: Self.steps[place % 6])
  }

  private var index: Int {
    func nearest(_ value: Int) -> Int {
      value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40
    }
    let cube = (nearest(red), nearest(green), nearest(blue))
    let mean = (red + green + blue) / 3
    let grey = min(23, max(0, (mean - 3) / 10))
    func error(_ r: Int, _ g: Int, _ b: Int) -> Int {
      let (dr, dg, db) = (red - r, green - g, blue - b)
      return dr * dr + dg * dg + db * db
    }
    let level = 8 + 10 * grey
    let inCube = error(Self.steps[cube.0], Self.steps[cube.1], Self.steps[cube.2])
    return error(level, level, level) < inCube
      ? 232 + grey : 16 + 36 * cube.0 + 6 * cube.1 + cube.2
  }
}
