import Foundation

/// What a session at a hunt is called: its machine, its process, and a word that is its own.
package enum SessionName {
  /// A new name for a session of this process.
  package static func new() -> String {
    "\(machine)/\(ProcessInfo.processInfo.processIdentifier)/\(UUID().uuidString)"
  }

  /// Whether a session is one of a process on this machine that is no more.
  static func isDead(_ session: String) -> Bool {
    let parts = session.split(separator: "/")
    guard parts.count == 3, parts[0] == machine, let process = pid_t(parts[1]) else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// The name that this machine has in its network.
  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "here" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .replacing("/", with: "-")
  }()
}
