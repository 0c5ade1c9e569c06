public import Foundation
import Store

/// A copy of a hunt in one file.
public struct BackupSummary: Sendable, Equatable {
  /// The copy.
  public let file: URL
  /// Its size in bytes.
  public let bytes: Int
  /// Galaxies in it.
  public let galaxies: Int
  /// Answers, skips and retractions in it.
  public let answers: Int
  /// Models in it.
  public let models: Int
}

/// Why no copy of a hunt can lie at a place.
public enum BackupFault: Sendable, Equatable {
  /// It is the hunt itself, or a part of it.
  case theHunt
  /// It is a folder.
  case folder
  /// It is no regular file.
  case noFile
  /// A file lies there.
  case exists
  /// A hunt lies there that has a log beside it.
  case inUse
}

extension Hunt {
  /// Copies the hunt as it is at this moment into one file, while others may go on writing.
  ///
  /// The copy is made beside its place, looked through, synced to the disk, and only then given its
  /// name. It is a hunt: as `hunt.sqlite` in a folder of its own it can be opened.
  ///
  /// - Parameters:
  ///   - file: where the copy is to lie; the folders above it are made.
  ///   - isReplacing: whether a file that lies there may be replaced.
  ///   - activity: told how far it is, and asked whether to stop.
  /// - Throws: `HuntError.unsuitableBackup` where no copy can lie there, `.unwritableFile`,
  ///   `.interrupted`; an error of the store where the hunt can't be read or is damaged.
  @discardableResult
  public func backUp(
    to file: URL, isReplacing: Bool = false, activity: Activity = Activity()
  ) throws -> BackupSummary {
    // What a link points to is replaced, not the link.
    let file = file.resolvingSymlinksInPath()
    try check(file, isReplacing: isReplacing)
    let folder = file.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw HuntError.unwritableFile(path: file.path, reason: error.localizedDescription)
    }
    let unfinished = folder.appendingPathComponent(
      file.lastPathComponent + ".unfinished-\(ProcessInfo.processInfo.processIdentifier)")
    let stage = activity.begin(.backUp, total: nil)
    defer { stage.finish() }
    let copy = try store.copy(
      to: unfinished.path, progress: { stage.update($0, of: $1) }, isCancelled: activity.isCancelled
    )
    guard let copy else { throw HuntError.interrupted(.backUp) }
    guard rename(unfinished.path, file.path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(unfinished.path)
      throw HuntError.unwritableFile(path: file.path, reason: reason)
    }
    Self.syncFolder(folder)
    let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
    return BackupSummary(
      file: file, bytes: size?.intValue ?? 0, galaxies: copy.galaxies, answers: copy.answers,
      models: copy.models)
  }

  /// Whether a copy may lie at a place: it is no part of a hunt in use, and nothing that was not asked
  /// for is lost.
  func check(_ copy: URL, isReplacing: Bool) throws(HuntError) {
    let own = file.resolvingSymlinksInPath().path
    let ownFiles = ["", "-wal", "-shm", "-journal"].map { own + $0 }
    guard !ownFiles.contains(copy.path), !Self.isSame(copy.path, own) else {
      throw .unsuitableBackup(path: copy.path, .theHunt)
    }
    var facts = stat()
    guard lstat(copy.path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT != S_IFDIR else {
      throw .unsuitableBackup(path: copy.path, .folder)
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .unsuitableBackup(path: copy.path, .noFile)
    }
    guard isReplacing else { throw .unsuitableBackup(path: copy.path, .exists) }
    // SQLite would take the log of the old file for one of the new.
    guard !FileManager.default.fileExists(atPath: copy.path + "-wal") else {
      throw .unsuitableBackup(path: copy.path, .inUse)
    }
  }

  private static func isSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(path, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// The new name is on the disk too once this returns, where the file system can say so.
  private static func syncFolder(_ folder: URL) {
    let descriptor = Foundation.open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Foundation.close(descriptor)
  }
}
