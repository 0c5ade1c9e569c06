import Foundation
import TestSupport

/// A terminal that keeps everything it was shown, and never waits for more.
final class WatchedTerminal {
  private let pair: PseudoTerminal
  private var seen = Data()

  init() throws {
    pair = try PseudoTerminal()
    pair.resize(100, 40)
    // Programs that are started beside the one at this terminal have no business with it.
    for end in [pair.person, pair.program] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(pair.person, F_SETFL, O_NONBLOCK)
  }

  /// The end that the program is given.
  var program: CInt { pair.program }

  /// Everything that was shown so far.
  var screen: Data {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pair.person, &buffer, buffer.count)
      guard count > 0 else { return seen }
      seen.append(contentsOf: buffer.prefix(count))
    }
  }

  /// Presses keys.
  func type(_ text: String) { pair.type(text) }
}
