import AHuntKit
import ArgumentParser

/// `ahunt score`: the novelty scores of every galaxy.
struct ScoreCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score how strange every galaxy is, five ways, for what lacks a score.",
    discussion: """
      reconstruction is what the scorer can't redraw, density how improbable the flow finds the \
      galaxy, neighbour how far it is from others, outlier how much lonelier it is than they are, \
      and fusion the mean of the last three's ranks, the density counting half and the last twice.

      Example:
        ahunt score
      """)

  @OptionGroup(title: "Filling options")
  var filling: FillOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt {
      FillingPayload(
        try $0.score(
          model: filling.model, batchSize: filling.batchSize, engine: engine.settings,
          activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write("galaxies' scores", to: &$0) }
  }
}
