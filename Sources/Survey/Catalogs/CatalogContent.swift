import Foundation
import Imaging

/// What lies at a path, as far as its first bytes tell.
enum CatalogContent: Equatable {
  case folder
  case hdf5
  case fits
  case text
  /// A kind of file that is no catalog, with a remedy.
  case foreign(String)

  /// Looks at the start of a file.
  init(path: String) throws(SurveyError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missingSource(path: path)
    }
    if isFolder.boolValue {
      self = .folder
      return
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      self.init(start: [UInt8](try handle.read(upToCount: 4096) ?? Data()))
    } catch {
      throw .unreadable(path: path, detail: error.localizedDescription)
    }
  }

  /// Tells the kind by what `start`, the first few kilobytes of a file, begins with.
  init(start: [UInt8]) {
    if CatalogContent.isHDF5(start) {
      self = .hdf5
    } else if FITSImage.isFITS(start) {
      self = .fits
    } else if let kind = CatalogContent.foreign.first(where: { start.starts(with: $0.magic) }) {
      self = .foreign(kind.remedy)
    } else {
      self = .text
    }
  }

  /// The signature stands at the start, or at 512, 1024, 2048 … bytes behind a user block.
  private static func isHDF5(_ start: [UInt8]) -> Bool {
    [0, 512, 1024, 2048].contains { start.dropFirst($0).starts(with: HDF5File.signature) }
  }

  private static let foreign: [(magic: [UInt8], remedy: String)] = [
    ([0x1F, 0x8B], "it is compressed by gzip; unpack it with gunzip"),
    (Array("PK".utf8) + [3, 4], "it is a ZIP archive; unpack it"),
    (Array("BZh".utf8), "it is compressed by bzip2; unpack it with bunzip2"),
    ([0xFD] + Array("7zXZ".utf8), "it is compressed by xz; unpack it with unxz"),
    ([0x89] + Array("PNG".utf8), "it is one PNG picture; give the folder that holds it"),
    ([0xFF, 0xD8, 0xFF], "it is one JPEG picture; give the folder that holds it"),
    (Array("PAR1".utf8), "it is a Parquet table; export it as CSV"),
    (Array("<!DOCTYPE".utf8), "it is a web page; download the file that the page offers"),
    (Array("<html".utf8), "it is a web page; download the file that the page offers"),
    (Array("version https://git-lfs".utf8), "it is a Git LFS pointer; run git lfs pull"),
    (Array("SQLite format 3".utf8), "it is an SQLite database; give the survey it was made from"),
  ]
}
