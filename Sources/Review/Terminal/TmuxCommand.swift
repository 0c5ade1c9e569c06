import Files
import Foundation

/// Asks the tmux that the program runs in.
package enum TmuxCommand {
  /// Seconds that tmux gets; it answers in a few milliseconds or not at all.
  private static let patience = 1.0

  /// What tmux prints when it is run with these arguments; nil where it can't be run or fails.
  package static func output(_ arguments: [String]) -> String? {
    let pipe = Pipe()
    let writing = pipe.fileHandleForWriting
    guard
      let tmux = try? ChildProcess(
        ["tmux"] + arguments, output: .descriptor(writing.fileDescriptor))
    else { return nil }
    try? writing.close()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let deadline = Date(timeIntervalSinceNow: patience)
    var bytes: [UInt8] = []
    while true {
      let left = deadline.timeIntervalSinceNow
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = left > 0 ? poll(&waiting, 1, CInt(left * 1000) + 1) : 0
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        tmux.send(SIGTERM)
        return nil
      }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += buffer.prefix(count)
    }
    return tmux.wait() == .exit(0) ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
