import Files
import Foundation

/// Reads and writes the files of pictures, a million of them in a survey.
enum PictureFile {
  /// Files above this are refused unread; 100 megapixels of float bands are below it.
  static let mostBytes = 2_000_000_000

  /// Reads the whole file.
  static func bytes(of path: String) throws(PictureFileError) -> [UInt8] {
    do {
      return try InputFile.contents(of: path, atMost: mostBytes)
    } catch {
      if case .missing = error, path.contains("://") { throw .address }
      throw .input(error)
    }
  }

  /// Writes a whole file without waiting for the disk, which would take longer than drawing does.
  static func write(_ bytes: Data, to path: String) throws(PictureFileError) {
    guard let file = fopen(path, "wb") else { throw .unwritable(errno) }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let failure = errno
    // Bytes that are still held may find the disk full only when the file is closed.
    guard fclose(file) == 0 else { throw .unwritable(errno) }
    guard written == bytes.count else { throw .unwritable(failure) }
  }
}
