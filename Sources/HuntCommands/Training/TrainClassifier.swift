import ArgumentParser
import Store

/// `ahunt train classifier`: the model that learns the known classes.
struct TrainClassifier: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Train the supervised reference on the catalog's own classes.",
    discussion: """
      Example:
        ahunt train classifier --epochs 20 --seed 1
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
    let payload = try training.train(.classifier)
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
