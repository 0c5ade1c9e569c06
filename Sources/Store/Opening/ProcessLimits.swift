import Foundation

/// What the system lets this process have, where that is less than a hunt may need.
enum ProcessLimits {
  /// Files that a hunt may have open at once: a writer and five readers with three files each, and what
  /// the program has open besides.
  static let files = 32

  /// Refuses to begin with fewer: where they run out, the system's own library ends the process.
  static func check() throws(StoreError) {
    #if os(Linux)
      let allowed = value(__rlimit_resource_t(RLIMIT_NOFILE.rawValue))
    #else
      let allowed = value(RLIMIT_NOFILE)
    #endif
    if let allowed, allowed < files { throw .fewDescriptors(allowed: allowed, needed: files) }
  }

  /// Whether a hunt's file, or a file beside it, is about as large as this process may make one.
  static func areReached(by path: String) -> Bool {
    #if os(Linux)
      let limit = value(__rlimit_resource_t(RLIMIT_FSIZE.rawValue))
    #else
      let limit = value(RLIMIT_FSIZE)
    #endif
    guard let limit else { return false }
    return ["", "-wal", "-shm"].contains { suffix in
      var facts = stat()
      // A write that fails may be of some pages at once.
      return stat(path + suffix, &facts) == 0 && Int(facts.st_size) + 65_536 > limit
    }
  }

  private static func value(_ resource: Int32) -> Int? {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }
}
