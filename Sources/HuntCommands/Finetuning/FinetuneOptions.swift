import AHuntKit
import ArgumentParser
import Models

/// What a person may say about finetuning.
struct FinetuneOptions: ParsableArguments {
  @Flag(help: "Learn from the unlabelled galaxies too, as far as the network is sure of them.")
  var semiSupervised = false

  @Option(help: "Epochs of 16 steps for each of the eight networks.")
  var epochs: Int?

  @Option(
    help: ArgumentHelp(
      """
      Where the encoder starts: warm (the embedder's), scratch, or both, of which the one that \
      validates better is kept.
      """, valueName: "start"))
  var start = StartChoice.both

  @Option(help: "Most unlabelled galaxies to learn from, drawn at random.")
  var unlabelled = 8_192

  @Option(help: "Confidence from which an unlabelled galaxy is believed (default: 0.9).")
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

  mutating func validate() throws {
    for (name, value) in [("epochs", epochs), ("unlabelled", unlabelled)] {
      if let value, value < 1 {
        throw ValidationError("--\(name) takes a number of at least 1.")
      }
    }
    if let threshold, !(threshold > 0 && threshold <= 1) {
      throw ValidationError("--threshold takes a number above 0, up to 1.")
    }
  }
}
