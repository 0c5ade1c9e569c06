import ArgumentParser
import Foundation
import Store
import Tensors

/// `ahunt doctor`: what this installation has.
struct WorkspaceDoctor: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what this installation has and whether it works.",
    discussion: """
      Ends with exit code 1 when something is broken.

      Example:
        ahunt doctor --format json
      """)

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let version: String
    let libtorch: String
    let cpu: String
    let cudaDevices: Int
    let device: String
    let precision: String
    let threads: Int
    let cores: Int
    let memoryGB: Double
    let sqlite: String
    let problems: [String]
    let healthy: Bool
  }

  func run(with console: Console) throws {
    let choice = try engine.start()
    let problems = Diagnosis.problems(on: choice)
    let payload = Payload(
      version: softwareVersion, libtorch: Engine.version, cpu: Engine.cpuCapability,
      cudaDevices: Device.cudaCount, device: "\(choice.device)",
      precision: choice.precision.rawValue, threads: Engine.threads,
      cores: ProcessInfo.processInfo.activeProcessorCount,
      memoryGB: Double(ProcessInfo.processInfo.physicalMemory) / 1e9,
      sqlite: Diagnosis.sqliteVersion ?? "unknown", problems: problems,
      healthy: problems.isEmpty)
    try console.emit(payload) { page in
      page.heading("ahunt \(payload.version)")
      page.pairs([
        ("libtorch", "\(payload.libtorch)  (\(payload.cpu))"),
        ("device", payload.device + (payload.cudaDevices > 0 ? "" : "  (no CUDA here)")),
        ("precision", payload.precision),
        ("threads", "\(payload.threads) of \(Figures.count(payload.cores, "core"))"),
        ("memory", "\(Figures.decimal(payload.memoryGB, places: 1)) GB"),
        ("SQLite", payload.sqlite),
        ("health", problems.isEmpty ? page.palette.good("good") : page.palette.bad("broken")),
      ])
    }
    if let first = problems.first { throw CommandFailure.failed(first) }
  }
}
