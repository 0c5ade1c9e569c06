#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a file looks from outside: a file that looks the same has the same content.
///
/// It holds the size, when the content was changed, when the file's entry was, and its number on
/// the volume. The second time is the system's own and cannot be set back, so a file that was
/// overwritten in place or restored with its old date is noticed.
enum FileFingerprint {
  /// `nil` for what is not there, and for a file so new that it might still be changing: a clock
  /// may tick only every two seconds, and two versions within one tick would look the same.
  static func of(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (written, changed) = (status.st_mtim, status.st_ctim)
    #endif
    guard time(nil) - changed.tv_sec > 2 else { return nil }
    return "\(status.st_size) \(written.tv_sec).\(written.tv_nsec) "
      + "\(changed.tv_sec).\(changed.tv_nsec) \(status.st_ino)"
  }
}
