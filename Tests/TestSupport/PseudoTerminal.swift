import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A real terminal: the end a person would sit at, and the end the program has.
package final class PseudoTerminal {
  /// The system gives no terminal.
  struct Failure: Error {}

  /// Where keys are typed and the screen is seen.
  package let person: CInt
  /// What the program reads and writes.
  package let program: CInt

  /// A terminal of its own.
  package init() throws {
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    #if os(Linux)
      // What unlockpt and ptsname do; glibc shows those only under _XOPEN_SOURCE.
      let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      var value: CInt = 0
      guard person >= 0, ioctl(person, unlock, &value) == 0, ioctl(person, number, &value) == 0
      else {
        throw Failure()
      }
      let name = "/dev/pts/\(value)"
    #else
      guard person >= 0, grantpt(person) == 0, unlockpt(person) == 0 else { throw Failure() }
      let name = String(cString: ptsname(person))
    #endif
    program = open(name, O_RDWR | O_NOCTTY)
    guard program >= 0 else { throw Failure() }
  }

  deinit {
    close(person)
    close(program)
  }

  /// Types keys.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(person, bytes, bytes.count)
  }

  /// Waits until what the program's end shows holds a text.
  ///
  /// What is typed reaches the program's end some time later, and is echoed only there.
  package func waitForEcho(of text: String) {
    var shown = ""
    while !shown.contains(text) {
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(person, &buffer, buffer.count)
      guard count > 0 else { return }
      shown += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
  }

  /// Whether keys go to the program one by one.
  package var isRaw: Bool {
    var settings = termios()
    tcgetattr(program, &settings)
    return settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0
  }

  /// Gives the window another size.
  package func resize(_ columns: UInt16, _ rows: UInt16) {
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(program, UInt(TIOCSWINSZ), &window)
  }

  /// Waits until what the program shows holds a text; gives all it showed meanwhile.
  @discardableResult
  package func waitForText(_ text: String, seconds: Int32 = 120) -> String {
    var shown: [UInt8] = []
    let deadline = Date(timeIntervalSinceNow: Double(seconds))
    while !String(decoding: shown, as: UTF8.self).contains(text), Date() < deadline {
      shown += showed(within: 100)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// What the program shows within so many milliseconds.
  package func showed(within milliseconds: Int32) -> [UInt8] {
    var descriptor = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(person, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : []
  }
}
