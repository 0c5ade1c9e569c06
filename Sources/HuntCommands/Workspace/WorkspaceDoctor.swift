import AHuntKit
import ArgumentParser
import Foundation
import Store
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
    let (choice, fault) = try startedEngine()
    let (hunt, faults) = hunt(in: console.workspace)
    let problems =
      [fault].compactMap { $0 } + Installation.problems(words: Sentence.of) + faults
    let payload = Payload(
      version: softwareVersion, libtorch: choice.map { _ in Engine.version },
      cpu: choice.map { _ in Engine.cpuCapability },
      cudaDevices: choice.map { _ in Device.cudaCount },
      device: choice.map { "\($0.device)" }, precision: choice?.precision.rawValue,
      threads: choice.map { _ in Engine.threads },
      cores: ProcessInfo.processInfo.activeProcessorCount,
      memoryGB: Double(ProcessInfo.processInfo.physicalMemory) / 1e9,
      sqlite: Installation.sqliteVersion ?? "unknown", hunt: hunt,
      problems: problems,
      healthy: problems.isEmpty)
    try console.emit(payload) { payload.write(to: &$0) }
    if let first = problems.first { throw CommandFailure.failed(first) }
  }

  /// The hunt in a folder, if there is one, and what a moment's look finds wrong with it.
  private func hunt(in folder: URL) -> (path: String?, faults: [String]) {
    guard HuntStore.exists(at: folder.appendingPathComponent("hunt.sqlite").path) else {
      return (nil, [])
    }
    do {
      let hunt = try Hunt.open(in: folder, for: .reading)
      let faults = try hunt.glance().map { problem in
        let place = problem.row.isEmpty ? problem.table : "\(problem.table), \(problem.row)"
        return "\(place): \(problem.fault)" + (problem.remedy.map { "; \($0)" } ?? "")
      }
      try hunt.close()
      return (folder.path, faults)
    } catch {
      return (folder.path, [Sentence.of(error)])
    }
  }

  /// The engine, or none where it isn't installed, and what is wrong with it.
  private func startedEngine() throws -> (EngineChoice?, fault: String?) {
    do {
      let choice = try engine.settings.start()
      return (choice, Installation.arithmetic(on: choice, words: Sentence.of))
    } catch let error as TensorError {
      guard case .notInstalled = error else { throw error }
      return (nil, Sentence.of(error))
    }
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
