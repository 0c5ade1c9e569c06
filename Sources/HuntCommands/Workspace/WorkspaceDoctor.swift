import AHuntKit
import ArgumentParser
import Foundation
import Tensors
import Vocabulary

/// `ahunt doctor`: what this installation has.
struct WorkspaceDoctor: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what this installation has and whether it works.",
    discussion: """
      Ends with exit code 1 when something is broken. Where the workspace holds a hunt, a moment's \
      look at it is part of that; `ahunt check` looks at all of it.

      Example:
        ahunt doctor --format json
      """)

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let version: String
    @Nullable var libtorch: String?
    @Nullable var cpu: String?
    @Nullable var cudaDevices: Int?
    @Nullable var device: String?
    @Nullable var precision: String?
    @Nullable var threads: Int?
    let cores: Int
    let memoryGB: Double
    let sqlite: String
    /// The hunt in the workspace, where there is one that was looked at.
    @Nullable var hunt: String?
    let problems: [String]
    let healthy: Bool
  }

  func run(with console: Console) throws {
    let installation = try Installation(
      engine: engine.settings, folder: console.workspace, words: Sentence.of)
    let choice = installation.engine
    let problems =
      installation.problems
      + installation.faults.map { fault in
        let place = fault.row.isEmpty ? fault.table : "\(fault.table), \(fault.row)"
        return "\(place): \(fault.fault)" + (fault.remedy.map { "; \($0)" } ?? "")
      }
    let payload = Payload(
      version: softwareVersion, libtorch: choice.map { _ in Engine.version },
      cpu: choice.map { _ in Engine.cpuCapability },
      cudaDevices: choice.map { _ in Device.cudaCount },
      device: choice.map { "\($0.device)" }, precision: choice?.precision.rawValue,
      threads: choice.map { _ in Engine.threads },
      cores: ProcessInfo.processInfo.activeProcessorCount,
      memoryGB: Double(ProcessInfo.processInfo.physicalMemory) / 1e9,
      sqlite: Installation.sqliteVersion ?? "unknown", hunt: installation.hunt?.path,
      problems: problems,
      healthy: problems.isEmpty)
    try console.emit(payload) { payload.write(to: &$0) }
    if let first = problems.first { throw CommandFailure.failed(first) }
  }
}

extension WorkspaceDoctor.Payload {
  /// The same for people.
  func write(to page: inout TextPage) {
    page.heading("ahunt \(version)")
    page.pairs([
      ("libtorch", libtorch.map { "\($0)  (\(cpu ?? "unknown"))" } ?? page.palette.bad("missing")),
      ("device", device.map { $0 + (cudaDevices == 0 ? "  (no CUDA here)" : "") } ?? "none"),
      ("precision", precision ?? "none"),
      ("threads", "\(threads ?? 0) of \(Figures.count(cores, "core"))"),
      ("memory", "\(Figures.decimal(memoryGB, places: 1)) GB"),
      ("SQLite", sqlite),
      ("hunt", hunt ?? "none in this folder"),
      ("health", healthy ? page.palette.good("good") : page.palette.bad("broken")),
    ])
    for problem in problems.dropFirst() { page.line("  \(page.palette.bad(problem))") }
  }
}
