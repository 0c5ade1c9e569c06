import Foundation
import Testing

/// The reports in a real browser: `Tests/Browser/run` makes two small hunts and opens their pages.
@Suite struct BrowserTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appendingPathComponent(".tools/browser/bin/python")
  /// The list of packages is copied last.
  private static let isInstalled = FileManager.default.fileExists(
    atPath: root.appendingPathComponent(".tools/browser/requirements.txt").path)

  @Test(.enabled(if: isInstalled, "the browser is not installed: run `Scripts/setup --browser`"))
  func reportsHoldInEveryWindow() throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run(
      [
        Self.root.appendingPathComponent("Tests/Browser/run").path, "--ahunt",
        AHuntProcess.executable.path, "--keep", scratch.folder.path,
      ], in: scratch.folder, executable: Self.python)
    #expect(run.status == 0, "\(run.output)\(run.error)")
    #expect(run.output.contains(" 0 findings"))
  }
}
