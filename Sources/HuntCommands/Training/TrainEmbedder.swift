import AHuntKit
import ArgumentParser
import Models

/// `ahunt train embedder`: the model that places galaxies by their looks.
struct TrainEmbedder: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "embedder",
    abstract: "Train the variational autoencoder with its normalizing-flow prior.",
    discussion: """
      Presets:
      \(EmbedderConfiguration.presets.listed())

      Example:
        ahunt train embedder --epochs 20 --seed 1
      """)

  @OptionGroup(title: "Training options")
  var training: TrainOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let request = training.request(.embedder)
    let payload = try console.withHunt {
      TrainingPayload(
        try $0.train(
          request, engine: engine.settings, activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
