import Foundation
import Testing

/// One run of the real `ahunt` binary, and what came of it.
struct AHuntProcess {
  /// What the process ended with.
  let status: Int32
  /// Everything on standard output.
  let output: String
  /// Everything on standard error.
  let error: String

  /// Standard output as one JSON object.
  func json(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(
      value as? [String: Any], "no JSON object on standard output: \(output) \(error)",
      sourceLocation: location)
  }

  /// The binary beside the test bundle.
  static var executable: URL {
    URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("ahunt")
  }

  /// Runs to the end, with standard input from `input` and pipes for the rest.
  static func run(
    _ arguments: String..., in folder: URL, input: String = "",
    environment: [String: String] = [:]
  ) throws -> AHuntProcess {
    try run(arguments, in: folder, input: input, environment: environment)
  }

  /// Runs to the end, with standard input from `input` and files for the rest.
  static func run(
    _ arguments: [String], in folder: URL, input: String = "",
    environment: [String: String] = [:], executable: URL = Self.executable
  ) throws -> AHuntProcess {
    let running = try start(
      arguments, in: folder, input: input, environment: environment, executable: executable)
    return try running.wait()
  }

  /// Starts it and comes back at once.
  static func start(
    _ arguments: [String], in folder: URL, input: String = "",
    environment: [String: String] = [:], executable: URL = Self.executable
  ) throws -> RunningProcess {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("ahunt-process-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let files = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var world = ProcessInfo.processInfo.environment
    for name in [
      "AHUNT_WORKSPACE", "FORCE_COLOR", "NO_COLOR", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT",
    ] { world[name] = nil }
    // Several of these run at once: one thread each.
    world["OMP_NUM_THREADS"] = "1"
    process.environment = world.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    // Threads that tests run on block signals, and a child inherits that: Ctrl-C would not reach it.
    var signals = sigset_t()
    var before = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_UNBLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    return RunningProcess(process: process, scratch: scratch)
  }
}

/// An `ahunt` that may still be at work.
struct RunningProcess {
  /// The child.
  let process: Process
  fileprivate let scratch: URL

  /// What is on standard error by now.
  var errorSoFar: String {
    (try? String(contentsOf: scratch.appendingPathComponent("err"), encoding: .utf8)) ?? ""
  }

  /// Sends a signal.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// How long a command may take, in seconds, on a machine that has much else to do.
  private static let patience = 900.0

  /// Waits for the end and collects what was written; what never ends is killed, which is no success.
  ///
  /// A time limit on the test would count the time that it waits for others.
  func wait() throws -> AHuntProcess {
    let killing = DispatchWorkItem { [process] in kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: killing)
    process.waitUntilExit()
    killing.cancel()
    defer { try? FileManager.default.removeItem(at: scratch) }
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: scratch.appendingPathComponent(name)), as: UTF8.self)
    }
    return AHuntProcess(
      status: process.terminationStatus, output: try text("out"), error: try text("err"))
  }
}
