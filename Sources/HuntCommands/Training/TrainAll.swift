import AHuntKit
import ArgumentParser

/// `ahunt train all`: one model of each kind.
struct TrainAll: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "all",
    abstract: "Train the embedder, the scorer and, where classes are known, the classifier.",
    discussion: """
      Each model is stored as soon as it is trained. After a break, --resume keeps those that the \
      same run has finished and goes on with the one it was at, from its last whole epoch.

      Example:
        ahunt train all --epochs 20 --seed 1
      """)

  @OptionGroup(title: "Training options")
  var training: TrainOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt {
      TrainingsPayload(
        trained: try $0.trainAll(
          training.request(.embedder), engine: engine.settings,
          activity: console.activity(isLong: true)
        ).map(TrainingPayload.init))
    }
    try console.emit(payload) { page in
      for training in payload.trained { training.write(to: &page) }
      page.line()
      page.next("ahunt embed && ahunt score")
    }
  }
}
