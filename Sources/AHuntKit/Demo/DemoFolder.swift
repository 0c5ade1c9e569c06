import Files
import Foundation
import Store

/// The demo's own folder, marked as such so that nothing else is ever replaced.
struct DemoFolder {
  let folder: URL
  private static let marker = ".ahunt-demo"

  /// Empties a folder that an earlier demo made, or makes one; refuses any other that isn't empty.
  func prepare() throws {
    let files = FileManager.default
    let mark = folder.appendingPathComponent(Self.marker)
    let contents = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    if files.fileExists(atPath: mark.path) {
      try refuseIfAnswered()
      for name in ["survey", "hunt.sqlite", "hunt.sqlite-wal", "hunt.sqlite-shm"] {
        try remove(folder.appendingPathComponent(name))
      }
    } else if !contents.isEmpty {
      throw HuntError.foreignDemoFolder(path: folder.path)
    }
    try OutputFile.write(Data("Made by `ahunt demo`, which replaces it.\n".utf8), to: mark)
  }

  /// Stops where a person has gone on with the demo's hunt: their answers are not ours to remove.
  private func refuseIfAnswered() throws {
    let file = folder.appendingPathComponent("hunt.sqlite")
    guard HuntStore.exists(at: file.path) else { return }
    // A file that cannot be read may hold answers too: its error goes to the person, and it stays.
    let store = try HuntStore.create(at: file.path)
    let answers = try store.hunts().flatMap { try store.answerHistory(hunt: $0.id) }
      .count { $0.annotator != SimulatedPerson.name }
    try store.close()
    guard answers == 0 else { throw HuntError.answeredDemo(path: file.path, answers: answers) }
  }

  private func remove(_ item: URL) throws(HuntError) {
    guard FileManager.default.fileExists(atPath: item.path) else { return }
    do {
      try FileManager.default.removeItem(at: item)
    } catch {
      throw .unwritableFile(path: item.path, reason: error.localizedDescription)
    }
  }
}
