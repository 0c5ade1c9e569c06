package import Foundation

/// A folder of a test's own, deleted with everything in it when the last reference goes.
///
/// ```swift
/// let folder = try TemporaryFolder()
/// try folder.write("object_id,path\n", to: "catalog.csv")
/// ```
package final class TemporaryFolder: Sendable {
  /// Where the folder is.
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("ahunt-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Without a trailing slash.
  package var path: String { url.path }

  /// The path of something within.
  package func path(_ name: String) -> String {
    url.appendingPathComponent(name).path
  }

  /// Writes bytes to a file, making the folders on the way to it.
  @discardableResult
  package func write(_ data: Data, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  /// Writes text as UTF-8.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }
}
