import CProcess
import Foundation
import Synchronization

/// Another program that was started, and how it ended.
///
/// Foundation's `Process` reads past the end of a listing of `/proc/self/fd` when it starts a program, and
/// now and then crashes by it (swift-corelibs-foundation, pull request 5472; Swift 6.3 has the fault).
package final class ChildProcess: Sendable {
  /// What one of its three streams is.
  package enum Stream: Sendable {
    /// `/dev/null`.
    case null
    /// That of this program.
    case inherited
    /// An open descriptor, which stays the caller's.
    case descriptor(CInt)
  }

  /// How a program ended.
  package enum Ending: Sendable, Equatable {
    /// By itself, with this exit code.
    case exit(CInt)
    /// By a signal.
    case signal(CInt)
  }

  /// Its number; another program may have it after ``wait()``.
  package let id: Int32
  private let ending = Mutex<Ending?>(nil)

  /// Starts a program, in a process group of its own and with no signal blocked or ignored.
  ///
  /// - Parameters:
  ///   - words: its name, which is looked for in `PATH` where it has no slash, and its arguments.
  ///   - folder: its current folder; nil for this program's.
  ///   - environment: its environment; nil for this program's.
  /// - Throws: `POSIXError`.
  package init(
    _ words: [String], in folder: String? = nil, environment: [String: String]? = nil,
    input: Stream = .null, output: Stream = .null, error: Stream = .null
  ) throws {
    let streams = [input, output, error].enumerated().map { number, stream in
      switch stream {
      case .null: CInt(-1)
      case .inherited: CInt(number)
      case .descriptor(let open): open
      }
    }
    let world = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    var id: pid_t = 0
    let failure = Self.withCStrings(words) { arguments in
      Self.withCStrings(world) { world in
        cp_spawn(&id, folder, streams, arguments, world)
      }
    }
    guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .EINVAL) }
    self.id = id
  }

  /// Whether it has not ended yet.
  package var isRunning: Bool { ended(waiting: false) == nil }

  /// Waits for its end.
  @discardableResult package func wait() -> Ending {
    // Others may ask and send signals meanwhile; only the end itself is fetched under the lock.
    var news = siginfo_t()
    while waitid(P_PID, id_t(id), &news, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return ended(waiting: true) ?? .exit(0)
  }

  /// Sends a signal, unless it has ended.
  package func send(_ signal: CInt) {
    ending.withLock { ending in
      if ending == nil { kill(id, signal) }
    }
  }

  private func ended(waiting: Bool) -> Ending? {
    ending.withLock { ending in
      guard ending == nil else { return ending }
      var status: CInt = 0
      var found: pid_t
      repeat {
        found = waitpid(id, &status, waiting ? 0 : WNOHANG)
      } while found < 0 && errno == EINTR
      guard found == id else { return nil }
      let signal = status & 0x7f
      ending = signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
      return ending
    }
  }

  /// Hands a list of texts to C, with a null behind the last.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
