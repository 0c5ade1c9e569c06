import Foundation

/// A terminal with nobody at it: what the program shows is kept, and keys can be pressed.
final class PseudoTerminal {
  /// The end that the program is given.
  let program: CInt
  private let person: CInt
  private var seen = Data()

  /// A terminal that couldn't be had.
  struct Unavailable: Error {}

  init() throws {
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard person >= 0 else { throw Unavailable() }
    #if os(Linux)
      // What unlockpt and ptsname do; glibc shows those only under _XOPEN_SOURCE.
      let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      var value: CInt = 0
      guard ioctl(person, unlock, &value) == 0, ioctl(person, number, &value) == 0 else {
        throw Unavailable()
      }
      let name = "/dev/pts/\(value)"
    #else
      guard grantpt(person) == 0, unlockpt(person) == 0 else { throw Unavailable() }
      let name = String(cString: ptsname(person))
    #endif
    program = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard program >= 0 else { throw Unavailable() }
    var window = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(program, UInt(TIOCSWINSZ), &window)
    _ = fcntl(person, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(person)
    close(program)
  }

  /// Everything that was shown so far.
  var screen: Data {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(person, &buffer, buffer.count)
      guard count > 0 else { return seen }
      seen.append(contentsOf: buffer.prefix(count))
    }
  }

  /// Presses keys.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(person, bytes, bytes.count)
  }
}
