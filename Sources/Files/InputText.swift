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
    if path == "-" || path == "/dev/stdin" { return try read(STDIN_FILENO, patience: nil) }
    let (file, kind, _) = try InputFile.open(path)
    defer { close(file) }
    switch kind {
    case .regular: return try read(file, patience: nil)
    case .pipe: return try read(file, patience: patience)
    case .folder: throw .folder
    case .socket, .device: throw .special(kind)
    }
  }

  /// - Parameter patience: nil where nothing read means that nothing is left.
  private static func read(
    _ file: Int32, patience: Int?
  ) throws(InputFileError) -> [UInt8] {
    var text: [UInt8] = []
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
        text += piece[..<got]
        guard text.count <= mostBytes else {
          throw .tooLarge(megabytes: text.count / 1_000_000, most: mostBytes / 1_000_000)
        }
      } else if got == 0 {
        if hasWriter { return text }
        // The other end was opened and closed.
        if poll(&state, 1, 20) > 0, state.revents & Int16(POLLHUP) != 0 { return text }
        waited += 20
        guard waited < patience ?? 0 else { throw .silentPipe }
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
