import Files
import Foundation
import Testing

/// One run of the real `ahunt` binary, and what came of it.
struct AHuntProcess {
  fileprivate let ending: ChildProcess.Ending
  /// Everything on standard output.
  let output: String
  /// Everything on standard error.
  let error: String

  /// The exit code, or the number of the signal that ended it.
  var status: Int32 {
    switch ending {
    case .exit(let status), .signal(let status): status
    }
  }

  /// The signal that ended it; nil where it ended by itself.
  var signal: Int32? {
    if case .signal(let signal) = ending { signal } else { nil }
  }

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
    var world = ProcessInfo.processInfo.environment
    for name in [
      "AHUNT_WORKSPACE", "FORCE_COLOR", "NO_COLOR", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT",
    ] { world[name] = nil }
    // Several of these run at once: one thread each.
    world["OMP_NUM_THREADS"] = "1"
    let streams = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    let process = try ChildProcess(
      [executable.path] + arguments, in: folder.path,
      environment: world.merging(environment) { $1 },
      input: .descriptor(streams[0].fileDescriptor),
      output: .descriptor(streams[1].fileDescriptor),
      error: .descriptor(streams[2].fileDescriptor))
    for stream in streams { try stream.close() }
    return RunningProcess(process: process, scratch: scratch)
  }
}

/// An `ahunt` that may still be at work.
struct RunningProcess {
  fileprivate let process: ChildProcess
  fileprivate let scratch: URL

  /// What is on standard error by now.
  var errorSoFar: String {
    (try? String(contentsOf: scratch.appendingPathComponent("err"), encoding: .utf8)) ?? ""
  }

  /// Whether it has not ended yet.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal.
  func send(_ signal: Int32) {
    process.send(signal)
  }

  /// How long a command may take, in seconds, on a machine that has much else to do.
  private static let patience = 900.0

  /// Waits for the end and collects what was written; what never ends is killed, which is no success.
  ///
  /// A time limit on the test would count the time that it waits for others.
  func wait() throws -> AHuntProcess {
    let killing = DispatchWorkItem { [process] in process.send(SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: killing)
    let ending = process.wait()
    killing.cancel()
    defer { try? FileManager.default.removeItem(at: scratch) }
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: scratch.appendingPathComponent(name)), as: UTF8.self)
    }
    return AHuntProcess(
      ending: ending, output: try text("out"), error: try text("err"))
  }
}
