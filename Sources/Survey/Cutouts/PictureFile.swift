import Files
import Foundation

/// Reads the files of pictures, a million of them in a survey.
enum PictureFile {
  /// Files above this are refused unread; 100 megapixels of float bands are below it.
  static let mostBytes = 2_000_000_000

  /// Reads the whole file.
  static func bytes(
    of path: String, atMost most: Int = mostBytes
  ) throws(PictureFileError) -> [UInt8] {
    do {
      return try InputFile.contents(of: path, atMost: most)
    } catch {
      if case .missing = error, path.contains("://") { throw .address }
      throw .input(error)
    }
  }
}
