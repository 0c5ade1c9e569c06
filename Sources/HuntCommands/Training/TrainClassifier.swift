import AHuntKit
import ArgumentParser
import Models

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
    var request = training.request(.classifier)
    request.regularisation = regularisers.regularisation
    let payload = try console.withHunt {
      TrainingPayload(
        try $0.train(
          request, engine: engine.settings, activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
