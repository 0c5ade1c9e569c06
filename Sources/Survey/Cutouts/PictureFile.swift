#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a picture's file.
enum PictureFile {
  /// Files above this are refused unread; 100 megapixels of float bands are below it.
  static let mostBytes = 2_000_000_000

  /// Reads the whole file by plain system calls: a survey has a million small ones, and Foundation
  /// takes as long for each as for decoding it.
  static func bytes(of path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw Problem(
        description: errno == ENOENT || errno == ENOTDIR
          ? "there is no such file; correct the path or fetch the picture" : unreadable(errno))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Problem(description: unreadable(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Problem(description: "it is a folder; the path has to name a picture")
    default: throw Problem(description: "it is not a regular file")
    }
    guard status.st_size <= mostBytes else {
      throw Problem(
        description: "it has \(status.st_size / 1_000_000) MB, at most 2,000 are read; "
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
    guard failure == 0 else { throw Problem(description: unreadable(failure)) }
    return bytes
  }

  /// Why there are no bytes, as a sentence without the file.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  private static func unreadable(_ code: Int32) -> String {
    "it cannot be read (\(String(cString: strerror(code))))"
  }
}
