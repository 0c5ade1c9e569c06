import Foundation
import Store

/// The folder a hunt lives in.
struct Workspace: Sendable {
  /// The folder, as an absolute location.
  let folder: URL

  /// The folder that the options name, whether or not a hunt is in it.
  init(_ console: Console) {
    folder = console.options.folder(in: console.context)
  }

  /// A hunt's folder given outright.
  init(folder: URL) {
    self.folder = folder
  }

  /// The hunt's only file.
  var file: URL { folder.appendingPathComponent("hunt.sqlite") }

  /// Where reports are written unless told otherwise.
  var reports: URL { folder.appendingPathComponent("Reports", isDirectory: true) }

  /// Opens the hunt; one clear sentence when the folder isn't a workspace.
  func open() throws -> HuntStore {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      throw CommandFailure.failed(
        "there is no folder \(folder.path); make a hunt there with "
          + "`ahunt init --workspace \(folder.path)`")
    }
    guard isFolder.boolValue else {
      throw CommandFailure.failed(
        "\(folder.path) is a file, and a workspace is a folder; name a folder with --workspace")
    }
    return try HuntStore.open(at: file.path)
  }
}

extension Console {
  /// Opens the hunt that the options name.
  func openStore() throws -> HuntStore {
    try Workspace(self).open()
  }
}
