/// One header and data unit of a file, as its header describes it.
struct FITSUnit: Sendable {
  /// What its data are.
  enum Kind: Sendable, Equatable {
    case image
    case table
    /// What nothing is made of here, such as random groups.
    case other
  }

  /// The primary unit being 1.
  let number: Int
  let header: FITSHeader
  let kind: Kind
  /// Bits of an image's pixel as BITPIX has them, negative for floats, before compression.
  let bits: Int
  /// Pixels along each axis of an image, columns and rows first, before compression.
  let axes: [Int]
  /// How a compressed image is stored; `nil` for a plain one.
  let tiling: FITSTiling?
  /// Bytes of the data, without what fills up the last block.
  let dataSize: Int

  /// Reads the structure from a header and checks it.
  ///
  /// CFITSIO trusts much of what is checked here and crashes where it is wrong.
  ///
  /// - Throws: `ImagingError.damagedFITS` for a header that breaks the standard.
  init(_ header: FITSHeader, number: Int) throws(ImagingError) {
    self.header = header
    self.number = number
    do throws(Fault) {
      try FITSUnit.checkStructure(header)
      let stored = try FITSUnit.shape(header, prefix: "")
      dataSize = try FITSUnit.dataSize(header, bits: stored.bits, axes: stored.axes)
      let type = number == 1 ? "IMAGE" : header.text("XTENSION") ?? ""
      if type.hasSuffix("TABLE") {
        guard stored.axes.count == 2, stored.bits == 8 else {
          throw Fault(reason: "a table is not rows of bytes")
        }
        guard let columns = header.integer("TFIELDS"), (0...999).contains(columns) else {
          throw Fault(reason: "TFIELDS is no number of columns")
        }
        try FITSUnit.checkCompressionMark(header)
        try FITSUnit.checkHeap(header, table: dataSize - (header.integer("PCOUNT") ?? 0))
      }
      if type == "BINTABLE" && header.text("ZIMAGE") == "T" {
        kind = .image
        (bits, axes) = try FITSUnit.shape(header, prefix: "Z")
        let rows = stored.axes.count > 1 ? stored.axes[1] : 0
        tiling = try FITSTiling(header, bits: bits, axes: axes, rows: rows)
      } else {
        let isImage = type.hasSuffix("IMAGE") && header.text("GROUPS") != "T"
        kind = isImage ? .image : type.hasSuffix("TABLE") ? .table : .other
        (bits, axes) = stored
        tiling = nil
      }
    } catch {
      throw .damagedFITS(detail: "in \(FITSUnit.name(number)) \(error.reason)")
    }
  }

  /// How messages call a unit.
  static func name(_ number: Int) -> String {
    number == 1 ? "its primary unit" : "its extension \(number - 1)"
  }

  /// What says how the data lie must stand there once, in the form of the standard.
  ///
  /// Of two cards with one keyword, CFITSIO takes the one that comes next, wherever it just read.
  private static func checkStructure(_ header: FITSHeader) throws(Fault) {
    let structure = [
      "BITPIX", "NAXIS", "PCOUNT", "GCOUNT", "GROUPS", "TFIELDS", "TFORM", "TTYPE", "THEAP",
      "ZIMAGE",
      "ZNAXIS", "ZTILE", "ZBITPIX", "ZCMPTYPE", "ZVAL", "ZDITHER",
    ]
    func first(_ keywords: [String]) -> String? {
      keywords.first { keyword in structure.contains { keyword.hasPrefix($0) } }
    }
    if let keyword = first(header.contradictions) {
      throw Fault(reason: "\(keyword) has two values")
    }
    if let keyword = first(header.malformed) {
      throw Fault(reason: "\(keyword) is not written as the standard has it")
    }
  }

  /// The standard allows 999; CFITSIO has room for so many, and writes the others behind it.
  private static let mostAxes = 99

  /// CFITSIO takes a number for a yes, and looks for a compressed image.
  private static func checkCompressionMark(_ header: FITSHeader) throws(Fault) {
    guard header.has("ZIMAGE") else { return }
    guard ["T", "F"].contains(header.text("ZIMAGE")) else {
      throw Fault(reason: "ZIMAGE is neither T nor F")
    }
  }

  /// CFITSIO reads wherever THEAP says, also behind a file that lies in memory.
  private static func checkHeap(_ header: FITSHeader, table: Int) throws(Fault) {
    guard header.has("THEAP") else { return }
    guard let start = header.integer("THEAP"), start >= table,
      start <= table + (header.integer("PCOUNT") ?? 0)
    else { throw Fault(reason: "THEAP is no place in its data") }
  }

  /// What is wrong with a header.
  struct Fault: Error {
    let reason: String
  }

  /// BITPIX and NAXISn, or those of the image that a compressed table stands for.
  private static func shape(
    _ header: FITSHeader, prefix: String
  ) throws(Fault) -> (bits: Int, axes: [Int]) {
    guard let bits = header.integer(prefix + "BITPIX"), [8, 16, 32, 64, -32, -64].contains(bits)
    else { throw Fault(reason: "\(prefix)BITPIX is none of the standard's") }
    guard let count = header.integer(prefix + "NAXIS"), (0...mostAxes).contains(count) else {
      throw Fault(reason: "\(prefix)NAXIS is no number of axes up to \(mostAxes)")
    }
    var axes: [Int] = []
    for axis in 0..<count {
      guard let length = header.integer("\(prefix)NAXIS\(axis + 1)"), length >= 0 else {
        throw Fault(reason: "\(prefix)NAXIS\(axis + 1) is no length")
      }
      axes.append(length)
    }
    return (bits, axes)
  }

  private static func count(
    _ keyword: String, in header: FITSHeader, default value: Int
  ) throws(Fault) -> Int {
    guard header.has(keyword) else { return value }
    guard let count = header.integer(keyword) else {
      throw Fault(reason: "\(keyword) is no number")
    }
    return count
  }

  /// |BITPIX| / 8 × GCOUNT × (PCOUNT + NAXIS1 × NAXIS2 …); random groups have an empty first axis.
  private static func dataSize(
    _ header: FITSHeader, bits: Int, axes: [Int]
  ) throws(Fault) -> Int {
    let isGroups = header.text("GROUPS") == "T"
    let lengths = isGroups && axes.first == 0 ? Array(axes.dropFirst()) : axes
    let parameters = try count("PCOUNT", in: header, default: 0)
    let groups = try count("GCOUNT", in: header, default: 1)
    guard isGroups || groups == 1 else { throw Fault(reason: "GCOUNT is not 1") }
    guard parameters >= 0, groups >= 0, let cells = lengths.product,
      let size = [abs(bits) / 8, groups, cells &+ parameters].product, cells &+ parameters >= 0
    else { throw Fault(reason: "the size is impossible") }
    return axes.isEmpty ? 0 : size
  }
}

extension [Int] {
  /// `nil` where it would not fit.
  var product: Int? {
    var product = 1
    for factor in self {
      let (next, overflow) = product.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      product = next
    }
    return product
  }
}
