import Foundation

/// The demo's own folder, marked as such so that nothing else is ever replaced.
struct DemoFolder {
  let folder: URL
  private static let marker = ".ahunt-demo"

  /// Empties a folder that an earlier demo made, or makes one; refuses any other that isn't empty.
  func prepare(_ console: Console) throws {
    let files = FileManager.default
    let mark = folder.appendingPathComponent(Self.marker)
    let contents = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    if files.fileExists(atPath: mark.path) {
      for name in ["survey", "hunt.sqlite", "hunt.sqlite-wal", "hunt.sqlite-shm"] {
        try remove(folder.appendingPathComponent(name))
      }
    } else if !contents.isEmpty {
      throw CommandFailure.failed(
        "\(folder.path) holds something that is no demo, and it stays as it is; "
          + "name another folder with --output")
    }
    try console.write(Data("Made by `ahunt demo`, which replaces it.\n".utf8), to: mark)
  }

  private func remove(_ item: URL) throws {
    guard FileManager.default.fileExists(atPath: item.path) else { return }
    do {
      try FileManager.default.removeItem(at: item)
    } catch {
      throw CommandFailure.failed(
        "\(item.path) of an earlier demo can't be removed (\(error.localizedDescription))")
    }
  }
}
