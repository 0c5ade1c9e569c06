#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text that is read once from front to back: a file, a pipe such as `<(command)`, or standard
/// input.
package enum InputText {
  /// Longer texts are taken for a mistake: a million answers have fifty megabytes.
  package static let mostBytes = 1 << 30

  /// Reads it to its end.
  ///
  /// A pipe is waited for as long as a program has it open to write into it.
  ///
  /// - Parameters:
  ///   - path: `-` or `/dev/stdin` for standard input.
  ///   - patience: Milliseconds to wait for somebody to open a pipe at its other end.
  package static func bytes(
    of path: String, patience: Int = 5_000
  ) throws(InputFileError) -> [UInt8] {
    var text: [UInt8] = []
    do {
      try forEachPiece(of: path, patience: patience) { piece, _ in text += piece }
    } catch let error as InputFileError {
      throw error
    } catch {
      preconditionFailure("adding bytes throws nothing: \(error)")
    }
    return text
  }

  /// Refuses a path at which nothing can be looked at, without opening what is there.
  package static func requireThere(_ path: String) throws(InputFileError) {
    var status = stat()
    guard path != "-", stat(path, &status) != 0 else { return }
    throw InputFileError(code: errno)
  }

  /// Hands over what there is, piece by piece; of a pipe, as soon as it has come.
  ///
  /// - Parameter body: given up to 64 kilobytes, and whether they come from a program that may write
  ///   more.
  /// - Throws: `InputFileError`, and what `body` throws.
  package static func forEachPiece(
    of path: String, patience: Int = 5_000, _ body: ([UInt8], _ isLive: Bool) throws -> Void
  ) throws {
    if path == "-" || path == "/dev/stdin" {
      var status = stat()
      let isFile = fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      return try read(STDIN_FILENO, patience: nil) { try body($0, !isFile) }
    }
    let (file, kind, _) = try InputFile.open(path)
    defer { close(file) }
    switch kind {
    case .regular: try read(file, patience: nil) { try body($0, false) }
    case .pipe: try read(file, patience: patience) { try body($0, true) }
    case .folder: throw InputFileError.folder
    case .socket, .device: throw InputFileError.special(kind)
    }
  }

  /// - Parameter patience: nil where nothing read means that nothing is left.
  private static func read(
    _ file: Int32, patience: Int?, _ body: ([UInt8]) throws -> Void
  ) throws {
    var total = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    // A pipe that nobody has opened to write into it reads as if it were at its end.
    var hasWriter = patience == nil
    var waited = 0
    while true {
      var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let got = readPiece(file, &piece)
      let failure = errno
      if got > 0 {
        hasWriter = true
        total += got
        guard total <= mostBytes else {
          throw InputFileError.tooLarge(megabytes: total / 1_000_000, most: mostBytes / 1_000_000)
        }
        try body(Array(piece[..<got]))
      } else if got == 0 {
        if hasWriter { return }
        // The other end was opened and closed.
        if poll(&state, 1, 20) > 0, state.revents & Int16(POLLHUP) != 0 { return }
        waited += 20
        guard waited < patience ?? 0 else { throw InputFileError.silentPipe }
      } else if failure == EAGAIN {
        hasWriter = true
        _ = poll(&state, 1, -1)
      } else if failure != EINTR {
        throw InputFileError(code: failure)
      }
    }
  }

  private static func readPiece(_ file: Int32, _ piece: inout [UInt8]) -> Int {
    piece.withUnsafeMutableBytes { buffer in
      #if canImport(Darwin)
        Darwin.read(file, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.read(file, buffer.baseAddress, buffer.count)
      #else
        Glibc.read(file, buffer.baseAddress, buffer.count)
      #endif
    }
  }
}
