import Foundation

/// What a path leads to, once its links are followed.
enum OutputTarget {
  /// `/dev/null`: nothing arrives.
  case nowhere
  /// This program's standard output.
  case standardOutput
  /// A regular file, or a place for one.
  case file(path: String, existing: Owned?)

  /// What an existing file keeps.
  struct Owned {
    let mode: mode_t
    let user: uid_t
    let group: gid_t
  }

  /// Names under which a program finds its standard output.
  private static let namesOfOutput: Set<String> = [
    "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/\(getpid())/fd/1",
  ]

  init(_ path: String) throws(FileError) {
    guard let target = try Self.followed(path) else {
      self = .standardOutput
      return
    }
    try Self.refuseNameOfHunt(target, path)
    var status = stat()
    guard stat(target, &status) == 0 else {
      switch errno {
      case ENOENT:
        self = .file(path: target, existing: nil)
        return
      case ENOTDIR:
        // Says which part of the path is a file.
        try Folder.make(target.deletingLastComponent)
        throw .system(path: path, code: ENOTDIR)
      default: throw .system(path: path, code: errno)
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .folder(path: path)
    case S_IFCHR where Self.isNull(status):
      self = .nowhere
      return
    case S_IFIFO: throw .notRegular(path: path, what: "a named pipe")
    case S_IFSOCK: throw .notRegular(path: path, what: "a socket")
    default: throw .notRegular(path: path, what: "a device")
    }
    if try Self.isDatabase(target) { throw .database(path: path) }
    guard access(target, W_OK) == 0 else { throw .system(path: path, code: errno) }
    self = .file(
      path: target,
      existing: Owned(
        mode: status.st_mode & 0o7777, user: status.st_uid, group: status.st_gid))
  }

  /// Where a path ends when its links are followed, also where nothing lies there yet; nil for
  /// standard output.
  private static func followed(_ path: String) throws(FileError) -> String? {
    var current = path
    for _ in 0..<40 {
      if namesOfOutput.contains(current) { return nil }
      if current.hasPrefix("/proc/") || current.hasPrefix("/dev/fd/") {
        throw .notRegular(path: path, what: "a stream of a program")
      }
      var link = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let length = readlink(current, &link, link.count - 1)
      // What is no link, or isn't there, is for the caller to look at.
      guard length >= 0 else { return current }
      let bytes = link.prefix(length).map(UInt8.init(bitPattern:))
      guard let next = String(validating: bytes, as: UTF8.self) else {
        throw .system(path: path, code: EILSEQ)
      }
      current = next.hasPrefix("/") ? next : current.deletingLastComponent + "/" + next
    }
    throw .system(path: path, code: ELOOP)
  }

  private static func isNull(_ status: stat) -> Bool {
    var null = stat()
    return stat("/dev/null", &null) == 0 && null.st_rdev == status.st_rdev
  }

  /// Refuses the names of a hunt's files, which may not be there at the moment.
  private static func refuseNameOfHunt(_ target: String, _ path: String) throws(FileError) {
    for name in [target.lastComponent, path.lastComponent] {
      let lower = name.lowercased()
      let stem = databaseSuffixes.first { lower.hasSuffix($0) }.map { name.dropLast($0.count) }
      if lower == "hunt.sqlite" || stem?.lowercased() == "hunt.sqlite" {
        throw .nameOfHunt(path: path)
      }
      // Beside a database of another name, SQLite would take the file for its own.
      guard let stem, !stem.isEmpty else { continue }
      let owner = target.deletingLastComponent + "/" + stem
      if (try? isDatabase(owner)) == true { throw .nameOfHunt(path: path) }
    }
  }

  /// What SQLite adds to a database's name for the files that it keeps beside it.
  private static let databaseSuffixes = ["-wal", "-shm", "-journal"]

  /// Whether a file begins as a database of SQLite does, its log, its index of that, or its journal.
  /// That is the same under every name, so that hard links are known too.
  private static func isDatabase(_ path: String) throws(FileError) -> Bool {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    // What can't be read can't be told; it is not replaced unless it may be written.
    guard file >= 0 else { return false }
    var start = [UInt8](repeating: 0, count: 16)
    let count = read(file, &start, start.count)
    let isDatabase = count >= 4 && beginnings.contains { start.prefix(count).starts(with: $0) }
    // Closing any descriptor of a file gives up all locks that this process has on it, those of an
    // open hunt included. So a database's is left open; the program ends soon after.
    if !isDatabase { close(file) }
    return isDatabase
  }

  private static let beginnings: [[UInt8]] = [
    Array("SQLite format 3\0".utf8),
    [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83],
    [0x18, 0xE2, 0x2D, 0x00],
    [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7],
  ]
}

extension String {
  /// The path of the folder that a path's last part is in.
  var deletingLastComponent: String {
    guard let slash = lastSlash else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// A path's last part.
  var lastComponent: String {
    lastSlash.map { String(self[utf8.index(after: $0)...]) } ?? self
  }

  /// Looked for among bytes: a slash with an accent on it is another Character, and still a slash.
  private var lastSlash: Index? { utf8.lastIndex(of: UInt8(ascii: "/")) }
}
