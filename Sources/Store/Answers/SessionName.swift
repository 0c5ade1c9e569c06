import Foundation
import Synchronization

/// What a session at a hunt is called: its machine, its process, and a word that is its own.
package enum SessionName {
  /// A new name for a session of this process.
  package static func new() -> String {
    let name = "\(machine)/\(getpid())/\(UUID().uuidString)"
    own.withLock { _ = $0.insert(name) }
    return name
  }

  /// Whether a session is of a process on this machine that is no more, or that began anew since.
  static func isDead(_ session: String) -> Bool {
    let parts = session.split(separator: "/")
    guard parts.count == 3, parts[0] == machine, let process = pid_t(parts[1]) else { return false }
    // A program that a crashed decoder made start anew has the number that it had before.
    if process == getpid() { return !own.withLock { $0.contains(session) } }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// The names that this program gave since it began.
  private static let own = Mutex<Set<String>>([])

  /// The name that this machine has in its network.
  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "here" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .replacing("/", with: "-")
  }()
}
