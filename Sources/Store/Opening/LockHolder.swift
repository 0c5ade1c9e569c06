import Foundation

/// The process that holds a hunt's lock for writing.
struct LockHolder: CustomStringConvertible {
  /// Its number.
  let process: Int32
  /// What it was started as, such as `ahunt import`; nil where that isn't known.
  let command: String?

  var description: String {
    "process \(process)" + (command.map { " (\($0))" } ?? "")
  }

  /// Where SQLite locks the log's index for writing.
  private static let writeLock = "120"

  /// The process that writes to the hunt at a path; nil where the system doesn't tell.
  ///
  /// The list of all locks is read: asking for the one lock would mean to open the file, and to close
  /// it again would drop the locks of this very process.
  static func ofHunt(at path: String) -> LockHolder? {
    guard let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else {
      return nil
    }
    let files = [path, path + "-shm"].map(number)
    for line in locks.split(separator: "\n") {
      // 1: POSIX ADVISORY WRITE 4242 fe:00:5308442 120 120
      let parts = line.split(separator: " ")
      guard parts.count >= 8, parts[3] == "WRITE", let process = Int32(parts[4]), process > 0,
        process != getpid(),
        let inode = parts[5].split(separator: ":").last.flatMap({ UInt64($0) }),
        inode == files[0] || inode == files[1] && parts[6] == writeLock
      else { continue }
      return LockHolder(process: process, command: command(of: process))
    }
    return nil
  }

  private static func number(of path: String) -> UInt64? {
    var facts = stat()
    return stat(path, &facts) == 0 ? UInt64(facts.st_ino) : nil
  }

  /// The program's name and its first argument where that is a word, for both come from elsewhere.
  private static func command(of process: Int32) -> String? {
    guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
      return nil
    }
    let words = line.split(separator: 0).prefix(2).map { String(decoding: $0, as: UTF8.self) }
    guard let program = words.first?.split(separator: "/").last else { return nil }
    let isWord: (Substring) -> Bool = { word in
      word.count <= 40
        && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    let shown = [program] + words.dropFirst().map { Substring($0) }
    return isWord(program)
      ? shown.filter { isWord($0) && !$0.hasPrefix("-") }.joined(separator: " ") : nil
  }
}
