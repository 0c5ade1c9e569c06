import ArgumentParser
import Models
import Store

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
    let store = try console.openStore()
    let training = try ModelTraining(
      store: store, options: training, engine: engine, console: console)
    let payload = try training.train(.embedder)
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
