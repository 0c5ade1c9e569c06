import Foundation
import TestSupport

/// A folder of a test's own, with the workspace `hunt` below it.
final class Scratch: Sendable {
  /// The folder's owner; the folder vanishes with it.
  let owner: TemporaryFolder

  /// The folder.
  var folder: URL { owner.url }

  /// An empty folder.
  init() throws {
    owner = try TemporaryFolder()
  }

  /// Writes a text file into the folder.
  func write(_ text: String, to name: String) throws {
    try owner.write(text, to: name)
  }

  /// Runs `ahunt` with this folder as the current one, `hunt` as the workspace.
  func ahunt(_ arguments: String..., input: String = "") throws -> AHuntProcess {
    try AHuntProcess.run(
      arguments, in: folder, input: input,
      environment: ["AHUNT_WORKSPACE": folder.appendingPathComponent("hunt").path])
  }

  /// Every file with its size, but for SQLite's log, which a reader may touch.
  func contents() throws -> [String: Int] {
    var sizes: [String: Int] = [:]
    let files = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey])
    while let file = files?.nextObject() as? URL {
      let values = try file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
      let isLog = ["-wal", "-shm"].contains { file.lastPathComponent.hasSuffix($0) }
      if values.isRegularFile == true && !isLog { sizes[file.path] = values.fileSize }
    }
    return sizes
  }
}
