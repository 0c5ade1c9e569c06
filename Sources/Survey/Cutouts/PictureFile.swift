import Foundation

/// Reads the files of pictures, a million of them in a survey.
enum PictureFile {
  /// Files above this are refused unread; 100 megapixels of float bands are below it.
  static let mostBytes = 2_000_000_000

  /// Reads the whole file by plain system calls: a survey has a million small ones, and Foundation
  /// takes as long for each as for decoding it.
  static func bytes(of path: String) throws(PictureFileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if path.contains("://") { throw .address }
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder
    default: throw .notRegular
    }
    guard status.st_size <= mostBytes else {
      throw .tooLarge(megabytes: Int(status.st_size) / 1_000_000, most: mostBytes / 1_000_000)
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
    guard failure == 0 else { throw .unreadable(failure) }
    return bytes
  }
}
