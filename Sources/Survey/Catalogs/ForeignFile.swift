/// A kind of file that is no catalog, known by what it begins with.
package enum ForeignFile: String, Sendable, Equatable, CaseIterable {
  case gzip = "it is compressed by gzip"
  case zip = "it is a ZIP archive"
  case bzip2 = "it is compressed by bzip2"
  case xz = "it is compressed by xz"
  case png = "it is one PNG picture"
  case jpeg = "it is one JPEG picture"
  case parquet = "it is a Parquet table"
  case webPage = "it is a web page"
  case gitLFS = "it is a Git LFS pointer"
  case sqlite = "it is an SQLite database"

  /// The kind of a file with this start; nil for none of these.
  init?(start: [UInt8]) {
    let kind = Self.allCases.first { kind in kind.magic.contains { start.starts(with: $0) } }
    guard let kind else { return nil }
    self = kind
  }

  private var magic: [[UInt8]] {
    switch self {
    case .gzip: [[0x1F, 0x8B]]
    case .zip: [Array("PK".utf8) + [3, 4]]
    case .bzip2: [Array("BZh".utf8)]
    case .xz: [[0xFD] + Array("7zXZ".utf8)]
    case .png: [[0x89] + Array("PNG".utf8)]
    case .jpeg: [[0xFF, 0xD8, 0xFF]]
    case .parquet: [Array("PAR1".utf8)]
    case .webPage: [Array("<!DOCTYPE".utf8), Array("<html".utf8)]
    case .gitLFS: [Array("version https://git-lfs".utf8)]
    case .sqlite: [Array("SQLite format 3".utf8)]
    }
  }
}
