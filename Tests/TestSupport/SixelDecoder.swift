package import Imaging

/// Reads a sixel command back into pixels.
package enum SixelDecoder {
  /// The picture, and how many colours it defines; nil where the command is not well formed.
  package static func decode(_ bytes: [UInt8]) -> (raster: Raster, colours: Int)? {
    var text = Substring(String(decoding: bytes, as: UTF8.self))
    guard text.hasPrefix("\u{1B}P"), text.hasSuffix("\u{1B}\\"),
      let start = text.firstIndex(of: "q")
    else { return nil }
    text = text[text.index(after: start)...].dropLast(2)
    func numbers() -> [Int] {
      var found = [0]
      while let next = text.first, next.isNumber || next == ";" {
        text.removeFirst()
        if next == ";" {
          found.append(0)
        } else {
          found[found.count - 1] = found.last! * 10 + next.wholeNumberValue!
        }
      }
      return found
    }
    guard text.popFirst() == "\"" else { return nil }
    let shape = numbers()
    guard shape.count == 4, shape[0] == 1, shape[1] == 1 else { return nil }
    var raster = Raster(width: shape[2], height: shape[3])
    var palette: [Int: (red: UInt8, green: UInt8, blue: UInt8)] = [:]
    var (x, y, colour, count) = (0, 0, 0, 1)
    while let next = text.popFirst() {
      switch next {
      case "#":
        let given = numbers()
        colour = given[0]
        guard given.count == 1 || given.count == 5 && given[1] == 2 else { return nil }
        if given.count == 5 {
          let level = given[2...].map { UInt8(($0 * 255 + 50) / 100) }
          palette[colour] = (level[0], level[1], level[2])
        } else if palette[colour] == nil {
          return nil
        }
      case "!": count = numbers()[0]
      case "$": x = 0
      case "-":
        x = 0
        y += 6
      case "?"..."~":
        let bits = next.asciiValue! - 63
        for _ in 0..<count {
          for bit in 0..<6 where bits >> UInt8(bit) & 1 == 1 {
            guard x < raster.width, y + bit < raster.height, let pixel = palette[colour] else {
              return nil
            }
            raster[x, y + bit] = pixel
          }
          x += 1
        }
        count = 1
      default: return nil
      }
    }
    return (raster, palette.count)
  }
}
