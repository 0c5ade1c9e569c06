import Foundation
import GRDB

extension StoreError {
  /// What SQLite said about the file at `path`.
  ///
  /// - Parameter system: the number of the system's own error behind it, 0 where that is not known.
  init(_ error: any Error, path: String, system: Int32 = 0) {
    if let known = error as? StoreError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      // A value that GRDB can't take for what was asked.
      self =
        error is RowDecodingError
        ? .corrupt(path: path, detail: "a value is of another type than was written")
        : .database(path: path, detail: "\(error)")
      return
    }
    let detail = (error.message ?? "error") + " (SQLite \(error.extendedResultCode.rawValue))"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        .busy(path: path, holder: LockHolder.ofHunt(at: path)?.description)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .notWritable(path: path)
      case .SQLITE_CANTOPEN, .SQLITE_IOERR:
        Self(system: system, path: path)
          ?? (error.resultCode == .SQLITE_CANTOPEN
            ? .notWritable(path: path)
            : Self.ofVolume(path)
              ?? .database(
                path: path,
                detail: "the system failed to read or write it "
                  + "(SQLite \(error.extendedResultCode.rawValue))"))
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_CORRUPT: .corrupt(path: path, detail: detail)
      case .SQLITE_CONSTRAINT:
        error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY
          ? .removedMeanwhile(what: "a galaxy, class, round or model that this is about")
          : .refused(detail: detail)
      default: .database(path: path, detail: detail)
      }
  }

  /// What the system said, where that tells more than SQLite does.
  private init?(system: Int32, path: String) {
    switch system {
    case ENOSPC: self = .diskFull(path: path)
    case EDQUOT: self = .quotaUsedUp(path: path)
    case EFBIG: self = .fileTooLarge(path: path)
    case EACCES, EPERM, EROFS: self = .notWritable(path: path)
    case 0, ENOENT: return nil
    default: self = .database(path: path, detail: String(cString: strerror(system)))
    }
  }

  /// Some failures for lack of room reach SQLite as mere input or output errors.
  private static func ofVolume(_ path: String) -> StoreError? {
    if ProcessLimits.areReached(by: path) { return .fileTooLarge(path: path) }
    var volume = statvfs()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard statvfs(folder, &volume) == 0 else { return nil }
    // Less than two pages of SQLite's shared memory file.
    return UInt64(volume.f_bavail) * UInt64(volume.f_frsize) < 65_536
      ? .diskFull(path: path) : nil
  }
}
