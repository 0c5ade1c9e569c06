import Foundation

/// Reads and writes the files of pictures, a million of them in a survey.
enum PictureFile {
  /// Files above this are refused unread; 100 megapixels of float bands are below it.
  static let mostBytes = 2_000_000_000

  /// Reads the whole file by plain system calls: a survey has a million small ones, and Foundation
  /// takes as long for each as for decoding it.
  static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if path.contains("://") {
        throw Problem("it is an address on the web, and nothing is fetched; download the picture")
      }
      throw errno == ENOENT || errno == ENOTDIR
        ? Problem("there is no such file; correct the path or fetch the picture")
        : unreadable(errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Problem("it is a folder; the path has to name a picture")
    default: throw Problem("it is not a regular file")
    }
    guard status.st_size <= mostBytes else {
      throw Problem(
        "it has \(status.st_size / 1_000_000) MB, at most 2,000 are read; "
          + "cut it into smaller ones")
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got == 0 { return }
        if got > 0 {
          count += got
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw unreadable(failure) }
    return bytes
  }

  /// Writes a whole file without waiting for the disk, which would take longer than drawing does.
  static func write(_ bytes: Data, to path: String) throws(Problem) {
    guard let file = fopen(path, "wb") else { throw Problem(errno) }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let failure = errno
    // Bytes that are still held may find the disk full only when the file is closed.
    guard fclose(file) == 0 else { throw Problem(errno) }
    guard written == bytes.count else { throw Problem(failure) }
  }

  /// Why a file cannot be read or written, as a sentence without the file.
  struct Problem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What the system's error number means.
    init(_ code: Int32) { description = String(cString: strerror(code)) }
  }

  private static func unreadable(_ code: Int32) -> Problem {
    Problem("it cannot be read (\(Problem(code)))")
  }
}
