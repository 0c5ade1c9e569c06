#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that a person or a catalog names, open for reading: the one way in for every reader.
///
/// Only regular files are opened. Opening a pipe would wait until somebody writes into it, a device
/// may never end, and either may do something when it is opened.
///
/// ```swift
/// let file = try InputFile("catalog.fits")
/// try file.bytes(at: 0, count: 2880)
/// ```
package final class InputFile {
  /// As it was given.
  package let path: String
  /// Bytes in the file as it was opened.
  package let size: Int
  private let descriptor: Int32

  /// Opens a regular file; a link is followed.
  package init(_ path: String) throws(InputFileError) {
    // Looked at first: whoever waits to write into a pipe would take the opening for a reader's.
    var status = stat()
    if !path.utf8.contains(0), stat(path, &status) == 0 {
      let kind = FileKind(mode: status.st_mode)
      guard kind == .regular || kind == .folder else { throw .special(kind) }
    }
    let opened = try InputFile.open(path)
    guard opened.kind == .regular else {
      close(opened.descriptor)
      throw opened.kind == .folder ? .folder : .special(opened.kind)
    }
    self.path = path
    descriptor = opened.descriptor
    size = opened.size
  }

  deinit {
    close(descriptor)
  }

  /// Some bytes, fewer where the file ends before.
  package func bytes(at offset: Int, count: Int) throws(InputFileError) -> [UInt8] {
    let count = min(count, max(0, size - offset))
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
        )
        if got == 0 { return }
        if got > 0 {
          filled += got
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw InputFileError(code: failure) }
    return bytes
  }

  /// A whole file.
  ///
  /// - Parameter most: Larger ones are refused unread.
  package static func contents(
    of path: String, atMost most: Int
  ) throws(InputFileError) -> [UInt8] {
    let file = try InputFile(path)
    guard file.size <= most else {
      throw .tooLarge(megabytes: file.size / 1_000_000, most: most / 1_000_000)
    }
    return try file.bytes(at: 0, count: file.size)
  }

  /// Opens whatever lies at a path without waiting, and says what it is.
  static func open(
    _ path: String
  ) throws(InputFileError) -> (descriptor: Int32, kind: FileKind, size: Int) {
    // A path with a zero in it would be cut there, and name another file.
    guard !path.utf8.contains(0) else { throw .missing }
    // Not the controlling terminal either, should it be one.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    #if canImport(Darwin)
      let file = Darwin.open(path, flags)
    #elseif canImport(Musl)
      let file = Musl.open(path, flags)
    #else
      let file = Glibc.open(path, flags)
    #endif
    // Opening a socket is an error of its own kind.
    guard file >= 0 else {
      throw errno == ENXIO || errno == EOPNOTSUPP ? .special(.socket) : InputFileError(code: errno)
    }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      let failure = errno
      close(file)
      throw InputFileError(code: failure)
    }
    let kind = FileKind(mode: status.st_mode)
    // Some file systems take the flag for more than the opening.
    if kind == .regular { _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK) }
    return (file, kind, Int(status.st_size))
  }
}

/// What lies at a path.
package enum FileKind: String, Sendable, Equatable {
  case regular = "a file"
  case folder = "a folder"
  case pipe = "a pipe"
  case socket = "a socket"
  case device = "a device"

  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
  }
}
