import AHuntKit
import ArgumentParser
import Tensors
import Vocabulary

/// `ahunt bench`: throughput of each stage on this machine.
struct BenchCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast each stage runs on this machine.",
    discussion: """
      Simulated galaxies in memory; nothing is left behind. A quiet machine gives figures that \
      mean something.

      Example:
        ahunt bench --stage embed --stage train-classifier
      """)

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A stage, as often as needed (default: all): "
        + BenchStage.allCases.map(\.rawValue).joined(separator: ", ") + "."))
  var stage: [BenchStage] = []

  @Option(.from(128, to: 65_536), help: "Galaxies a stage.")
  var count = 1024

  @Option(.from(1, to: 32_768), help: "Cutouts a step or a pass (default: the product's own).")
  var batchSize: Int?

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let device: String
    let precision: String
    let threads: Int
    let stages: [BenchRate]
  }

  func validate() throws {
    if let batchSize, batchSize > count / 2 {
      throw ValidationError(
        "--batch-size takes at most \(count / 2), half of --count, for a training's two steps.")
    }
  }

  func run(with console: Console) throws {
    let choice = try engine.settings.start()
    let wanted = stage.isEmpty ? BenchStage.allCases : stage
    var bench = Bench(
      count: count, batchSize: batchSize, engine: choice, seed: engine.seed,
      activity: console.activity(),
      needsPictures: wanted.contains(where: \.needsPictures))
    let payload = Payload(
      device: "\(choice.device)", precision: choice.precision.rawValue, threads: bench.threads,
      stages: try bench.rates(of: wanted) { console.note("measuring \($0.rawValue)") })
    try console.emit(payload) { page in
      page.line(
        "\(payload.device), \(payload.precision), \(Figures.count(payload.threads, "thread"))")
      var table = TextTable(["stage", ">images/s", ">images", ">time"])
      for stage in payload.stages {
        table.add([
          stage.name, Figures.rate(stage.imagesPerSecond), Figures.count(stage.images),
          Figures.duration(stage.seconds),
        ])
      }
      page.table(table)
    }
  }
}

extension BenchStage: ExpressibleByArgument {}
