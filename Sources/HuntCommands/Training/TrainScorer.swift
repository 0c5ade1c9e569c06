import AHuntKit
import ArgumentParser
import Models

/// `ahunt train scorer`: the model that tells what it can't redraw.
struct TrainScorer: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorer",
    abstract: "Train the autoencoder whose reconstruction error is a novelty score.",
    discussion: """
      Presets:
      \(ScorerConfiguration.presets.listed())

      Example:
        ahunt train scorer --epochs 20 --seed 1
      """)

  @OptionGroup(title: "Training options")
  var training: TrainOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let request = training.request(.scorer)
    let payload = try console.withHunt {
      TrainingPayload(
        try $0.train(
          request, engine: engine.settings, activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
