import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The end of the pipe that the handler writes to; a handler can reach nothing but globals.
private nonisolated(unsafe) var signalPipeEnd: CInt = -1

/// Turns signals into bytes of a pipe, so that they are waited for together with key presses.
///
/// The default action would end the program with the terminal still raw.
final class SignalPipe {
  /// Becomes readable when a signal came.
  let descriptor: CInt
  private let writeEnd: CInt
  private var signals: HandledSignals?

  init(_ numbers: [CInt]) throws(ReviewError) {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .terminalFailed(reason: "no pipe for signals") }
    (descriptor, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    signalPipeEnd = writeEnd
    signals = HandledSignals(numbers, forward)
  }

  deinit {
    // First, so that no signal comes for a pipe that is closed.
    signals = nil
    signalPipeEnd = -1
    close(descriptor)
    close(writeEnd)
  }

  /// The oldest signal that was not taken yet.
  func next() -> CInt? {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1 ? CInt(byte) : nil
  }
}

private func forward(_ number: CInt) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(signalPipeEnd, &byte, 1)
  errno = saved
}
