import Foundation

/// Runs of `ahunt` that may not write where the hunt is.
///
/// Permissions don't bind root, so that root becomes somebody else first, with a program that every
/// Debian has.
enum Restricted {
  private static let change = "/usr/bin/setpriv"

  /// Whether such a run can be made here.
  static var isPossible: Bool {
    getuid() != 0 || FileManager.default.isExecutableFile(atPath: change)
  }

  /// Runs `ahunt` on a hunt, with another folder as the current one.
  static func run(
    _ arguments: [String], on hunt: URL, in folder: URL
  ) throws -> AHuntProcess {
    let environment = ["AHUNT_WORKSPACE": hunt.path, "HOME": folder.path]
    guard getuid() == 0 else {
      return try AHuntProcess.run(arguments, in: folder, environment: environment)
    }
    return try AHuntProcess.run(
      ["--reuid=65534", "--regid=65534", "--clear-groups", AHuntProcess.executable.path]
        + arguments,
      in: folder, environment: environment, executable: URL(fileURLWithPath: change))
  }

  /// Takes the right to write from a folder and its files, or gives it back.
  static func setWritable(_ isWritable: Bool, _ folder: URL) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
      if !isFolder.boolValue { chmod(file.path, isWritable ? 0o644 : 0o444) }
    }
    chmod(folder.path, isWritable ? 0o755 : 0o555)
  }
}
