package import Foundation

/// A file that the program writes for people: whole or not at all, and never over a hunt.
///
/// Everything that is written but the hunt itself goes through here. Symbolic links are followed, so
/// that a link stays one and its target is replaced; the file keeps its mode. What is no regular file
/// is refused, but for `/dev/null`, where nothing arrives, and `/dev/stdout`.
///
/// ```swift
/// let file = try OutputFile(location)   // refused before the work, where it can be told
/// try file.write(try render())
/// ```
package struct OutputFile: Sendable, Equatable {
  /// The path as it was named.
  package let path: String
  /// Where that leads; nil for `/dev/null`, and `/dev/stdout` by any of its names.
  private let target: String?

  /// A file to write later.
  ///
  /// - Throws: Where it is clear already that it can't be written.
  package init(_ location: URL) throws(FileError) {
    path = location.path
    target =
      switch try OutputTarget(path) {
      case .nowhere: nil
      case .standardOutput: Self.standardOutput
      // Folders may be links too; the last part need not be there yet.
      case .file(let target, _):
        URL(fileURLWithPath: target.deletingLastComponent).resolvingSymlinksInPath().path + "/"
          + target.lastComponent
      }
  }

  /// A path of this program's standard output.
  package static let standardOutput = "/dev/stdout"

  /// Whether the path means this program's standard output.
  package var isStandardOutput: Bool { target == Self.standardOutput }

  /// Whether both would be written to the same place.
  package func overwrites(_ other: OutputFile) -> Bool { target != nil && target == other.target }

  /// Writes the file, making the folders above it; when this returns, the bytes are on the disk.
  package func write(_ data: Data) throws(FileError) { try write(data, waits: true) }

  /// - Parameter waits: whether the bytes are on the disk when this returns.
  private func write(_ data: Data, waits: Bool) throws(FileError) {
    switch try OutputTarget(path) {
    case .nowhere: return
    case .standardOutput:
      let failure = data.withUnsafeBytes { Descriptor.write($0, to: STDOUT_FILENO) }
      if let failure { throw .system(path: path, code: failure) }
    case .file(let target, let existing):
      try Folder.make(target.deletingLastComponent)
      try replace(target, existing, with: data, waits: waits)
    }
  }

  /// Writes a file at once.
  package static func write(_ data: Data, to location: URL) throws(FileError) {
    try OutputFile(location).write(data)
  }

  /// Writes one of very many small files, without waiting for the disk.
  ///
  /// Where nothing lies at the path, a break leaves a part of the file; else it is all or nothing.
  package static func writeOne(_ data: Data, to path: String) throws(FileError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      guard errno == EEXIST else { throw .system(path: path, code: errno) }
      return try OutputFile(URL(fileURLWithPath: path)).write(data, waits: false)
    }
    var failure = data.withUnsafeBytes { Descriptor.write($0, to: file) }
    if close(file) != 0 { failure = failure ?? errno }
    guard let failure else { return }
    unlink(path)
    throw .system(path: path, code: failure)
  }

  /// Writes beside the target and takes its place in one step.
  private func replace(
    _ target: String, _ existing: OutputTarget.Owned?, with data: Data, waits: Bool
  ) throws(FileError) {
    let part = target.deletingLastComponent.appending("/.ahunt-\(UUID().uuidString).part")
    let file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .system(path: path, code: errno) }
    var failure = data.withUnsafeBytes { Descriptor.write($0, to: file) }
    if let existing, failure == nil {
      // Only the system's administrator can give a file away; others keep what they make.
      _ = fchown(file, existing.user, existing.group)
      if fchmod(file, existing.mode) != 0 { failure = errno }
    }
    // Some file systems have nothing to wait for, and say so.
    if waits, failure == nil, fsync(file) != 0, errno != EINVAL, errno != ENOTSUP {
      failure = errno
    }
    if close(file) != 0 { failure = failure ?? errno }
    if failure == nil, rename(part, target) != 0 { failure = errno }
    guard let failure else { return }
    unlink(part)
    throw .system(path: path, code: failure)
  }
}

/// Folders that files are written into.
package enum Folder {
  /// Makes a folder and those above it, where they are missing.
  ///
  /// - Throws: `FileError.noFolder` where a file is in the way.
  package static func make(_ path: String) throws(FileError) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(path: path) }
      return
    }
    switch errno {
    case ENOENT: break
    case ENOTDIR: return try make(path.deletingLastComponent)
    default: throw .system(path: path, code: errno)
    }
    try make(path.deletingLastComponent)
    // Another program may have made it meanwhile.
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .system(path: path, code: errno) }
  }
}
