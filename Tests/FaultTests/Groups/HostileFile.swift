import Foundation
import TestSupport

/// A file that nobody should be given, made in a case's folder.
struct HostileFile: Sendable {
  let what: String
  /// Makes it under a path.
  let make: @Sendable (_ path: String) throws -> Void

  /// A file of bytes.
  private static func bytes(_ what: String, _ data: @autoclosure @escaping @Sendable () -> Data)
    -> HostileFile
  {
    HostileFile(what: what) { try data().write(to: URL(fileURLWithPath: $0)) }
  }

  private static func link(_ what: String, to target: String) -> HostileFile {
    HostileFile(what: what) { symlink(target, $0) }
  }

  static let all: [HostileFile] = [
    HostileFile(what: "a FIFO") { mkfifo($0, 0o644) },
    link("a link to /dev/zero", to: "/dev/zero"),
    link("a link to /dev/full", to: "/dev/full"),
    link("a link to /dev/null", to: "/dev/null"),
    link("a link to /dev/tty", to: "/dev/tty"),
    link("a link to /proc/self/mem", to: "/proc/self/mem"),
    link("a link to nothing", to: "nowhere"),
    HostileFile(what: "a link in a loop") { path in
      symlink((path as NSString).lastPathComponent, path)
    },
    HostileFile(what: "a folder") {
      try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true)
    },
    HostileFile(what: "a folder that links to itself") { path in
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      symlink(".", path + "/again")
      symlink("..", path + "/up")
    },
    HostileFile(what: "a file with holes of 40 GB") { path in
      try Data("object_id,path\n".utf8).write(to: URL(fileURLWithPath: path))
      truncate(path, 40 << 30)
    },
    bytes("an empty file", Data()),
    bytes("one byte", Data([0x89])),
    bytes("a MB of zeros", Data(count: 1 << 20)),
    bytes("a MB of 0xFF", Data(repeating: 0xFF, count: 1 << 20)),
    bytes("a MB without a line end", Data(repeating: 0x61, count: 1 << 20)),
    bytes("a MB of commas", Data(repeating: 0x2C, count: 1 << 20)),
    bytes("a MB of quotes", Data(repeating: 0x22, count: (1 << 20) + 1)),
    bytes("a MB of brackets", Data(repeating: 0x5B, count: 1 << 20)),
    bytes("UTF-16", Data([0xFF, 0xFE]) + "object_id,path\na,b\n".data(using: .utf16LittleEndian)!),
    bytes("text with NULs", Data("object_id,path,class\na\0b,c\0d.png,e\0f\n".utf8)),
    bytes("text that isn't UTF-8", Data("object_id,path,class\n".utf8) + Data([0xC3, 0x28, 0x0A])),
    bytes(
      "text that sets the title", Data("object_id,path,class\(escapes)\na\(escapes),b,c\n".utf8)),
    bytes(
      "rows that set the title",
      Data("object_id,path,class\nx\(escapes),y\(escapes).png,z\(escapes)\n".utf8)),
    bytes("a table with one column twice", Data("object_id,object_id,path\n1,2,3\n".utf8)),
    bytes("a table with only a heading", Data("object_id,path,class\n".utf8)),
    bytes("a PNG of 2^31 - 1 pixels a side", png(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)),
    bytes("a PNG of 1 x 1,000,000,000", png(width: 1, height: 1_000_000_000)),
    bytes("a PNG of no pixels", png(width: 0, height: 0)),
    bytes("a JPEG of 65,500 pixels a side", jpeg),
    bytes("a FITS file with 200 axes", fits(axes: Array(repeating: 1, count: 200))),
    bytes("a FITS file of 10^12 pixels", fits(axes: [1_000_000, 1_000_000])),
    bytes("a FITS file with -5 pixels", fits(axes: [-5, 3])),
    bytes("a FITS file of 30 axes", fits(axes: Array(repeating: 2, count: 30))),
    bytes("a GZIP file of nothing", Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])),
    bytes("an HDF5 file of rubbish", Data([0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]) + rubbish),
    bytes("a SQLite file of rubbish", Data("SQLite format 3\0".utf8) + rubbish),
    bytes("tensors with a header of 2^63 bytes", tensors(UInt64(1) << 63, "{}")),
    bytes("tensors with a header of 1 GB", tensors(1 << 30, "{}")),
    bytes("tensors with a deep header", tensors(nil, String(repeating: "[", count: 100_000))),
    bytes(
      "tensors of 2^62 numbers",
      tensors(
        nil,
        #"{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,18446744073709551615]}}"#
      )),
    bytes(
      "tensors behind the end",
      tensors(nil, #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[900,916]}}"#)),
    bytes("JSON of nothing", Data("{}".utf8)),
    bytes("JSON of null", Data("null".utf8)),
  ]

  /// Sets a terminal's title, clears it, turns its text around.
  static let escapes = "\u{1B}]0;x\u{7}\u{1B}[2J\u{202E}"

  private static let rubbish = Data(
    (0..<8000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 7) })

  private static let jpeg = Data([
    0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xDC, 0xFF, 0xDC, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11,
    1, 0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 17, 3, 17, 0, 63,
  ])

  private static func png(width: UInt32, height: UInt32) -> Data {
    var header = Data("IHDR".utf8)
    for value in [width, height] {
      withUnsafeBytes(of: value.bigEndian) { header.append(contentsOf: $0) }
    }
    header += [8, 2, 0, 0, 0]
    func chunk(_ body: Data) -> Data {
      var data = Data()
      withUnsafeBytes(of: UInt32(body.count - 4).bigEndian) { data.append(contentsOf: $0) }
      data += body
      withUnsafeBytes(of: crc(body).bigEndian) { data.append(contentsOf: $0) }
      return data
    }
    var file = Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
    file += chunk(header)
    file += chunk(Data("IDAT".utf8) + [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
    file += chunk(Data("IEND".utf8))
    return file
  }

  private static func crc(_ data: Data) -> UInt32 {
    var sum: UInt32 = ~0
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func fits(axes: [Int]) -> Data {
    var cards = ["SIMPLE  = T", "BITPIX  = -32", "NAXIS   = \(axes.count)"]
    for (index, axis) in axes.enumerated() {
      cards.append(
        "NAXIS\(index + 1)".padding(toLength: 8, withPad: " ", startingAt: 0) + "= \(axis)")
    }
    let text = (cards + ["END"]).map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }
      .joined()
    let blocks = (text.utf8.count + 2879) / 2880 * 2880
    return Data(text.padding(toLength: blocks, withPad: " ", startingAt: 0).utf8)
      + Data(count: 2880)
  }

  private static func tensors(_ header: UInt64?, _ text: String) -> Data {
    var data = Data()
    withUnsafeBytes(of: (header ?? UInt64(text.utf8.count)).littleEndian) {
      data.append(contentsOf: $0)
    }
    return data + Data(text.utf8) + Data(count: 16)
  }
}
