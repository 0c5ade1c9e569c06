package import Imaging

/// DEC's sixel graphics: a picture of at most 256 colours in bands of six rows.
package enum SixelImage {
  /// The command that draws a picture at the cursor, pixel for pixel.
  package static func command(_ raster: Raster, colours limit: Int = 256) -> String {
    let palette = ColourPalette(of: raster, limit: min(max(limit, 2), 256))
    let indices = dithered(raster, palette)
    // Pixels are square; those that no band names stay as they are.
    var text = Array("\u{1B}P0;1;0q\"1;1;\(raster.width);\(raster.height)".utf8)
    for (index, colour) in palette.colours.enumerated() {
      // Levels are in per cent.
      func share(_ level: UInt8) -> Int { (Int(level) * 100 + 127) / 255 }
      text += "#\(index);2;\(share(colour.red));\(share(colour.green));\(share(colour.blue))".utf8
    }
    var bands = Bands(width: raster.width, colours: palette.colours.count)
    indices.withUnsafeBufferPointer { indices in
      for top in stride(from: 0, to: raster.height, by: 6) {
        bands.append(indices, rows: top..<min(top + 6, raster.height), to: &text)
      }
    }
    text += "\u{1B}\\".utf8
    return String(decoding: text, as: UTF8.self)
  }

  /// The palette's index of every pixel, what is lost handed on to the neighbours (Floyd and
  /// Steinberg 1976).
  private static func dithered(_ raster: Raster, _ palette: ColourPalette) -> [UInt8] {
    let (width, height) = (raster.width, raster.height)
    var result = [UInt8](repeating: 0, count: width * height)
    var nearest = NearestColour(palette)
    // Errors of this row and the next, in sixteenths, with a pixel to spare at both ends.
    var here = [Int32](repeating: 0, count: (width + 2) * 3)
    var below = here
    raster.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<height {
        for x in 0..<width {
          let place = (y * width + x) * 3
          let error = (x + 1) * 3
          func wanted(_ channel: Int) -> Int32 {
            min(max(Int32(pixels[place + channel]) + here[error + channel] / 16, 0), 255)
          }
          let (red, green, blue) = (wanted(0), wanted(1), wanted(2))
          let index = nearest.index(red, green, blue)
          result[y * width + x] = UInt8(index)
          let got = nearest.colours[index]
          for (channel, lost) in [red - got.0, green - got.1, blue - got.2].enumerated() {
            here[error + 3 + channel] += lost * 7
            below[error - 3 + channel] += lost * 3
            below[error + channel] += lost * 5
            below[error + 3 + channel] += lost
          }
        }
        swap(&here, &below)
        for index in below.indices { below[index] = 0 }
      }
    }
    return result
  }
}

/// The colour of a palette that is nearest, found once for all colours that are much alike.
private struct NearestColour {
  let colours: [(Int32, Int32, Int32)]
  private var known = [Int16](repeating: -1, count: 1 << (3 * ColourPalette.bits))

  init(_ palette: ColourPalette) {
    colours = palette.colours.map { (Int32($0.red), Int32($0.green), Int32($0.blue)) }
  }

  mutating func index(_ red: Int32, _ green: Int32, _ blue: Int32) -> Int {
    let bits = Int32(ColourPalette.bits)
    let shift = 8 - bits
    let bin = Int((red >> shift) << (2 * bits) | (green >> shift) << bits | blue >> shift)
    if known[bin] >= 0 { return Int(known[bin]) }
    var best = (index: 0, distance: Int32.max)
    for index in colours.indices {
      let (r, g, b) = colours[index]
      let distance = (r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue)
      if distance < best.distance { best = (index, distance) }
    }
    known[bin] = Int16(best.index)
    return best.index
  }
}

/// Writes bands: colour after colour, each the bits of six rows a column, runs shortened.
private struct Bands {
  let width: Int
  private var bits: [UInt8]
  private var first: [Int]
  private var last: [Int]

  init(width: Int, colours: Int) {
    self.width = width
    bits = [UInt8](repeating: 0, count: width * colours)
    first = [Int](repeating: -1, count: colours)
    last = first
  }

  mutating func append(
    _ indices: UnsafeBufferPointer<UInt8>, rows: Range<Int>, to text: inout [UInt8]
  ) {
    for row in rows {
      let bit = UInt8(1) << UInt8(row - rows.lowerBound)
      for x in 0..<width {
        let colour = Int(indices[row * width + x])
        bits[colour * width + x] |= bit
        if first[colour] < 0 {
          (first[colour], last[colour]) = (x, x)
        } else {
          if x < first[colour] { first[colour] = x }
          if x > last[colour] { last[colour] = x }
        }
      }
    }
    var isFirst = true
    for colour in first.indices where first[colour] >= 0 {
      // Back to the left edge for the next colour of the band.
      if !isFirst { text.append(UInt8(ascii: "$")) }
      isFirst = false
      text.append(UInt8(ascii: "#"))
      text += String(colour).utf8
      Self.repeated(0, first[colour], &text)
      var x = first[colour]
      while x <= last[colour] {
        let value = bits[colour * width + x]
        var end = x + 1
        while end <= last[colour], bits[colour * width + end] == value { end += 1 }
        Self.repeated(value, end - x, &text)
        x = end
      }
      for x in first[colour]...last[colour] { bits[colour * width + x] = 0 }
      first[colour] = -1
    }
    text.append(UInt8(ascii: "-"))
  }

  private static func repeated(_ value: UInt8, _ count: Int, _ text: inout [UInt8]) {
    if count > 3 {
      text.append(UInt8(ascii: "!"))
      text += String(count).utf8
      text.append(63 + value)
    } else {
      for _ in 0..<count { text.append(63 + value) }
    }
  }
}
