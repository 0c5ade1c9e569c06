import Foundation
import TestSupport

/// A copy of `ahunt` in a folder of its own, away from the library that leads to libtorch.
struct LoneProgram {
  private let scratch: TemporaryFolder

  /// The copied program.
  var executable: URL { scratch.url.appendingPathComponent("ahunt") }

  /// Where the program looks for the library.
  var library: URL { scratch.url.appendingPathComponent("libTorchShim.so") }

  init() throws {
    scratch = try TemporaryFolder()
    try FileManager.default.copyItem(at: AHuntProcess.executable, to: executable)
  }

  /// Runs the copy on the workspace `hunt` in `folder`.
  func run(_ arguments: [String], in folder: URL) throws -> AHuntProcess {
    try AHuntProcess.run(
      arguments, in: folder,
      environment: ["AHUNT_WORKSPACE": folder.appendingPathComponent("hunt").path],
      executable: executable)
  }
}
