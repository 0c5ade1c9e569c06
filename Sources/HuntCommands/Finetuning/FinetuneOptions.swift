import AHuntKit
import ArgumentParser
import Models

/// What a person may say about finetuning.
struct FinetuneOptions: ParsableArguments {
  @Flag(help: "Learn from the unlabelled galaxies too, as far as the network is sure of them.")
  var semiSupervised = false

  @Option(.epochs, help: "Epochs of 16 steps for each of the eight networks.")
  var epochs: Int?

  @Option(
    help: ArgumentHelp(
      """
      Where the encoder starts: warm (the embedder's), scratch, or both, of which the one that \
      validates better is kept.
      """, valueName: "start"))
  var start = StartChoice.both

  @Option(.count, help: "Most unlabelled galaxies to learn from, drawn at random.")
  var unlabelled = 8_192

  @Option(
    .above(0, to: 1), help: "Confidence from which an unlabelled galaxy is believed (default: 0.9)."
  )
  var threshold: Double?

  /// What `--start` takes.
  enum StartChoice: String, ExpressibleByArgument, CaseIterable {
    case both, warm, scratch
  }

  init() {}

  /// What the library is asked for.
  var request: FinetuneRequest {
    var request = FinetuneRequest()
    request.isSemiSupervised = semiSupervised
    request.epochs = epochs
    request.unlabelled = unlabelled
    request.threshold = threshold
    request.starts =
      switch start {
      case .both: [.warm, .scratch]
      case .warm: [.warm]
      case .scratch: [.scratch]
      }
    return request
  }
}
