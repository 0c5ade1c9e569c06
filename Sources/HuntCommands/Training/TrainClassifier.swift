import ArgumentParser
import Models
import Store

/// `ahunt train classifier`: the model that learns the known classes.
struct TrainClassifier: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Train the supervised reference on the catalog's own classes.",
    discussion: """
      Each regulariser has a switch; what is not set comes from the preset. After the last epoch \
      the probabilities are calibrated by one temperature, chosen on the validation galaxies. The \
      strong preset is for accuracy; it takes two to three times as long an epoch.

      Presets:
      \(ClassifierConfiguration.presets.listed())

      Example:
        ahunt train classifier --preset strong --patience 10
      """)

  @OptionGroup(title: "Training options")
  var training: TrainOptions

  @OptionGroup(title: "Regularisers")
  var regularisers: RegularisationOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let store = try console.openStore()
    let training = try ModelTraining(
      store: store, options: training, regularisation: regularisers.regularisation,
      engine: engine, console: console)
    let payload = try training.train(.classifier)
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
