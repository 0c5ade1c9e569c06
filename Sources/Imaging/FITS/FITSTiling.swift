/// How a compressed image is cut into tiles, each a row of a table (FITS standard 4.0, section 10).
struct FITSTiling {
  private let header: FITSHeader
  private let bits: Int
  private let axes: [Int]

  init(_ header: FITSHeader, bits: Int, axes: [Int]) {
    self.header = header
    self.bits = bits
    self.axes = axes
  }

  /// CFITSIO decompresses a tile into a buffer for as many pixels as the header says.
  private static let mostPixels = 1 << 28

  private static let methods: Set<String> = [
    "RICE_1", "RICE_ONE", "GZIP_1", "GZIP_2", "PLIO_1", "HCOMPRESS_1", "NOCOMPRESS",
  ]

  /// Compares the header with itself.
  ///
  /// - Parameter rows: Of the table.
  func check(rows: Int) throws(FITSUnit.Fault) {
    let method = header.text("ZCMPTYPE") ?? ""
    guard FITSTiling.methods.contains(method) else {
      throw FITSUnit.Fault(reason: "the compression \"\(method)\" is not known")
    }
    guard (1...6).contains(axes.count), axes.allSatisfy({ $0 > 0 }) else {
      throw FITSUnit.Fault(reason: "the compressed image has no pixels or too many axes")
    }
    var tiles: [Int] = []
    var lengths: [Int] = []
    for (axis, length) in axes.enumerated() {
      let keyword = "ZTILE\(axis + 1)"
      let usual = axis == 0 ? length : 1
      let tile = header.text(keyword) == nil ? usual : header.integer(keyword) ?? 0
      guard tile > 0 else { throw FITSUnit.Fault(reason: "\(keyword) is no length") }
      lengths.append(tile)
      tiles.append((length - 1) / tile + 1)
    }
    guard let pixels = lengths.product, pixels <= FITSTiling.mostPixels else {
      throw FITSUnit.Fault(reason: "the tiles are too large")
    }
    guard let count = tiles.product, count == rows else {
      throw FITSUnit.Fault(reason: "the tiles do not make up the image")
    }
    if method.hasPrefix("RICE") { try checkRice() }
  }

  /// Rice codes are unpacked to words of BYTEPIX bytes, which have to fit the pixels.
  private func checkRice() throws(FITSUnit.Fault) {
    let bytes = bits == 8 ? 1 : bits == 16 ? 2 : 4
    guard bits != 64, parameter("BYTEPIX") ?? 4 == bytes else {
      throw FITSUnit.Fault(reason: "the Rice code's BYTEPIX does not fit the pixels")
    }
    guard (1...1024).contains(parameter("BLOCKSIZE") ?? 32) else {
      throw FITSUnit.Fault(reason: "the Rice code's BLOCKSIZE is none")
    }
  }

  /// A parameter of the method, of which the first few keywords ZNAMEn and ZVALn tell; 0 for one
  /// that is no number.
  private func parameter(_ name: String) -> Int? {
    let place = (1...9).first { header.text("ZNAME\($0)") == name }
    return place.map { header.integer("ZVAL\($0)") ?? 0 }
  }
}
