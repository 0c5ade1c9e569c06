import Imaging

/// A few colours that stand for all of a picture's: median cut after Heckbert (1982), by variance.
struct ColourPalette {
  /// At most 256 colours.
  let colours: [(red: UInt8, green: UInt8, blue: UInt8)]

  /// Bits of each channel by which pixels are counted.
  static let bits = 6

  /// The palette of a picture.
  init(of raster: Raster, limit: Int) {
    var boxes = [Box(Self.entries(of: raster))]
    while boxes.count < limit {
      guard let widest = boxes.indices.max(by: { boxes[$0].spread < boxes[$1].spread }),
        boxes[widest].spread > 0, let (left, right) = boxes[widest].split()
      else { break }
      boxes[widest] = left
      boxes.append(right)
    }
    colours = boxes.map(\.mean)
  }

  /// Pixels that are alike to so many bits, and what they add up to.
  fileprivate struct Entry {
    var count = 0
    var red = 0
    var green = 0
    var blue = 0

    func mean(_ axis: Int) -> Double {
      Double(axis == 0 ? red : axis == 1 ? green : blue) / Double(count)
    }
  }

  private static func entries(of raster: Raster) -> [Entry] {
    var counted = [Entry](repeating: Entry(), count: 1 << (3 * bits))
    let shift = 8 - bits
    raster.pixels.withUnsafeBufferPointer { pixels in
      counted.withUnsafeMutableBufferPointer { counted in
        var place = 0
        while place < pixels.count {
          let (red, green, blue) = (pixels[place], pixels[place + 1], pixels[place + 2])
          let bin =
            Int(red >> shift) << (2 * bits) | Int(green >> shift) << bits | Int(blue >> shift)
          counted[bin].count += 1
          counted[bin].red += Int(red)
          counted[bin].green += Int(green)
          counted[bin].blue += Int(blue)
          place += 3
        }
      }
    }
    return counted.filter { $0.count > 0 }
  }
}

/// Colours that one colour of the palette stands for.
private struct Box {
  let entries: [ColourPalette.Entry]
  /// The axis along which they differ most, and by how much: the variance times their number.
  let axis: Int
  let spread: Double
  let middle: Double

  init(_ entries: [ColourPalette.Entry]) {
    self.entries = entries
    var best = (axis: 0, spread: -1.0, middle: 0.0)
    for axis in 0..<3 {
      var (count, sum, squares) = (0.0, 0.0, 0.0)
      for entry in entries {
        let value = entry.mean(axis)
        let weight = Double(entry.count)
        count += weight
        sum += weight * value
        squares += weight * value * value
      }
      let spread = entries.count < 2 ? 0 : max(0, squares - sum * sum / count)
      if spread > best.spread { best = (axis, spread, sum / count) }
    }
    (axis, spread, middle) = best
  }

  var mean: (red: UInt8, green: UInt8, blue: UInt8) {
    var sum = ColourPalette.Entry()
    for entry in entries {
      sum.count += entry.count
      sum.red += entry.red
      sum.green += entry.green
      sum.blue += entry.blue
    }
    func rounded(_ axis: Int) -> UInt8 { UInt8(min(255, sum.mean(axis).rounded())) }
    return (rounded(0), rounded(1), rounded(2))
  }

  /// Parts it at its mean: the median leaves the few bright pixels of a galaxy with the sky.
  func split() -> (Box, Box)? {
    let low = entries.filter { $0.mean(axis) <= middle }
    let high = entries.filter { $0.mean(axis) > middle }
    return low.isEmpty || high.isEmpty ? nil : (Box(low), Box(high))
  }
}
