import AHuntKit
import ArgumentParser

/// `ahunt demo`: the whole way on a simulated survey.
struct DemoCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Go the whole way on a simulated survey, with a simulated person.",
    discussion: """
      Draws a survey, imports it, trains all models, asks five rounds of questions that a \
      simulated person answers, ranks, and writes both reports. A finished or broken-off demo in \
      the same folder is replaced; a person's own hunt never is.

      Example:
        ahunt demo --count 3000 --output Reports/demo
      """)

  @Option(.from(50, to: 1_000_000), help: "How many galaxies.")
  var count = 3000

  @Option(help: "The folder for the survey, the hunt and the reports.")
  var output = "Reports/demo"

  @Option(.from(1, to: 1000), help: "Rounds of questions.")
  var rounds = 5

  @Option(.from(1, to: 10_000), help: "Questions a round.")
  var size = 20

  @Option(.epochs, help: "Epochs of each training (default: few, so that it takes some minutes).")
  var epochs: Int?

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    var demo = Demo(in: try console.folder(output, "--output"))
    demo.count = count
    demo.rounds = rounds
    demo.size = size
    demo.epochs = epochs
    let payload = DemoPayload(
      try demo.run(engine: engine.settings, activity: console.activity(isLong: true)))
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
