import Foundation

extension Scratch {
  /// Runs a script of bash in this folder; `$AHUNT` is the program, `hunt` the workspace.
  func shell(_ script: String, environment: [String: String] = [:]) throws -> AHuntProcess {
    try AHuntProcess.run(
      ["-c", script], in: folder,
      environment: [
        "AHUNT": AHuntProcess.executable.path,
        "AHUNT_WORKSPACE": folder.appendingPathComponent("hunt").path,
      ].merging(environment) { $1 },
      executable: URL(fileURLWithPath: "/bin/bash"))
  }

  /// A file of the folder.
  func data(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  /// A link in the folder to a path.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
  }
}
