/// How a compressed image is cut into tiles, each a row of a table (FITS standard 4.0, section 10).
struct FITSTiling: Sendable {
  /// Pixels of the image along each axis.
  let axes: [Int]
  /// Pixels of a tile along each axis; the last ones are cut off by the image's edge.
  let lengths: [Int]
  let method: Method
  /// The column of compressed bytes, counted from 1.
  let column: Int
  /// The column of the pixels of tiles that are not compressed, where there is one.
  let plainColumn: Int?
  /// The column of tiles that the method did not suit and GZIP compressed, where there is one.
  let zippedColumn: Int?

  /// How tiles are compressed.
  enum Method: Sendable {
    case rice(RiceCode)
    case gzip
    /// The decoders of PLIO_1 and HCOMPRESS_1 write where a damaged file tells them to, and are
    /// not let loose on any; of NOCOMPRESS CFITSIO makes nothing.
    case foreign(String)

    /// Whether a tile's bytes are this many pixels, and no more: CFITSIO unpacks a stream that was
    /// cut short for ever, and one that is too long into all the memory there is.
    func holds(_ pixels: Int, in bytes: [UInt8]) -> Bool {
      switch self {
      case .rice(let code): return code.holds(pixels, in: bytes)
      case .gzip:
        let count = (try? GZIP.unpacked(bytes, atMost: pixels * 8))?.count
        return [1, 2, 4, 8].contains { count == pixels * $0 }
      case .foreign: return false
      }
    }
  }

  /// Larger tiles are damage: a tile is decompressed whole.
  private static let mostPixels = 1 << 26

  /// Reads the layout from a header and compares the header with itself.
  ///
  /// - Parameter rows: Of the table.
  init(_ header: FITSHeader, bits: Int, axes: [Int], rows: Int) throws(FITSUnit.Fault) {
    guard (1...6).contains(axes.count), axes.allSatisfy({ $0 > 0 }) else {
      throw FITSUnit.Fault(reason: "the compressed image has no pixels or too many axes")
    }
    var lengths: [Int] = []
    for (axis, length) in axes.enumerated() {
      let keyword = "ZTILE\(axis + 1)"
      let usual = axis == 0 ? length : 1
      let tile = header.has(keyword) ? header.integer(keyword) ?? 0 : usual
      guard tile > 0 else { throw FITSUnit.Fault(reason: "\(keyword) is no length") }
      lengths.append(tile)
    }
    guard let pixels = lengths.product, pixels <= FITSTiling.mostPixels else {
      throw FITSUnit.Fault(reason: "the tiles are too large")
    }
    let tiles = zip(axes, lengths).map { ($0 - 1) / $1 + 1 }
    guard let count = tiles.product, count == rows else {
      throw FITSUnit.Fault(reason: "the tiles do not make up the image")
    }
    func column(_ name: String) -> Int? {
      (1..<(header.integer("TFIELDS") ?? 0) + 1).first {
        header.text("TTYPE\($0)")?.uppercased() == name
      }
    }
    guard let data = column("COMPRESSED_DATA") else {
      throw FITSUnit.Fault(reason: "there is no column COMPRESSED_DATA")
    }
    // The place in CFITSIO's list of random numbers.
    if header.has("ZDITHER0") {
      guard let seed = header.integer("ZDITHER0"), (1...10_000).contains(seed) else {
        throw FITSUnit.Fault(reason: "ZDITHER0 is none of 1 to 10000")
      }
    }
    self.axes = axes
    self.lengths = lengths
    self.column = data
    plainColumn = column("UNCOMPRESSED_DATA")
    zippedColumn = column("GZIP_COMPRESSED_DATA")
    switch header.text("ZCMPTYPE") ?? "" {
    case "RICE_1", "RICE_ONE": method = .rice(try RiceCode(header, bits: bits))
    case "GZIP_1", "GZIP_2": method = .gzip
    case let name: method = .foreign(name)
    }
  }

  /// The tiles that a section touches, each by its row, counted from 0, and its number of pixels.
  func tiles(columns: Range<Int>, rows: Range<Int>, place: [Int]) -> [(row: Int, pixels: Int)] {
    let corner = [0, 0] + place
    var strides: [Int] = []
    var stride = 1
    for (length, tile) in zip(axes, lengths) {
      strides.append(stride)
      stride *= (length - 1) / tile + 1
    }
    func length(_ tile: Int, _ axis: Int) -> Int {
      min(lengths[axis], axes[axis] - tile * lengths[axis])
    }
    var (base, depth) = (0, 1)
    for axis in axes.indices.dropFirst(2) {
      let tile = corner[axis] / lengths[axis]
      base += tile * strides[axis]
      depth *= length(tile, axis)
    }
    let across = columns.lowerBound / lengths[0]...(columns.upperBound - 1) / lengths[0]
    let up = rows.lowerBound / lengths[1]...(rows.upperBound - 1) / lengths[1]
    return up.flatMap { y in
      across.map { x in
        (base + y * strides[1] + x, length(x, 0) * length(y, 1) * depth)
      }
    }
  }
}

extension FITSTiling.Method: CustomStringConvertible {
  var description: String {
    switch self {
    case .rice: "Rice's code"
    case .gzip: "GZIP"
    case .foreign(let name): name
    }
  }
}
