import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension POSIXTerminal {
  /// Keys that may wait while the terminal is slow.
  private static let mostKeys = 4096
  /// Milliseconds that a terminal which takes nothing is given once the review is to end.
  private static let lastPatience: CInt = 1000

  package func write(_ text: String) throws(ReviewError) {
    var bytes = Array(text.utf8)[...]
    if isCut {
      // Ends whatever command was cut short.
      bytes = Array("\u{18}\u{1B}\\".utf8) + bytes
      isCut = false
    }
    let descriptor = ownOutput >= 0 ? ownOutput : output
    while !bytes.isEmpty {
      isEnding = isEnding || ready.contains(.interrupt)
      switch try room(descriptor) {
      case .some(true): break
      case .some(false): continue
      case .none:
        // The signal goes first; a terminal that takes nothing would only hold it up.
        isCut = true
        if isEnding { tcflush(output, TCOFLUSH) }
        return
      }
      let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EINTR, errno != EAGAIN {
        throw failure("write")
      }
    }
  }

  /// Waits until the terminal takes more; nil where the rest is not to be sent.
  private func room(_ descriptor: CInt) throws(ReviewError) -> Bool? {
    let listens = !isEnding && signals != nil
    let reads = listens && ready.count < Self.mostKeys && ready.last != .endOfInput
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: listens ? signals?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reads ? input : -1, events: Int16(POLLIN), revents: 0),
    ]
    let patience = isEnding ? Self.lastPatience : -1
    let count = poll(&descriptors, nfds_t(descriptors.count), patience)
    if count < 0 {
      if errno == EINTR { return false }
      throw failure("poll")
    }
    if count == 0 { return nil }
    if descriptors[1].revents != 0, let number = signals?.next() {
      switch number {
      case SIGWINCH, SIGCONT: if ready.last != .redraw { ready.append(.redraw) }
      case SIGTSTP: ready.append(.control("z"))
      default:
        ready.insert(.interrupt, at: 0)
        return nil
      }
    }
    // Keys are only looked through where the terminal is slow: Control-C is one of them.
    if descriptors[0].revents == 0, descriptors[2].revents != 0 {
      if !readInput() { ready.append(.endOfInput) }
      if ready.contains(.interrupt) { return nil }
    }
    return descriptors[0].revents != 0
  }

  /// The terminal opened once more, for writing that does not block; −1 where that can't be.
  static func reopened(_ descriptor: CInt) -> CInt {
    guard let name = ttyname(descriptor) else { return -1 }
    let opened = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else { return -1 }
    var (first, second) = (stat(), stat())
    guard fstat(opened, &first) == 0, fstat(descriptor, &second) == 0,
      first.st_rdev == second.st_rdev
    else {
      close(opened)
      return -1
    }
    return opened
  }
}

/// `write` of the C library, which the method of the same name hides.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
