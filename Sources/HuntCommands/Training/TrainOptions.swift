import AHuntKit
import ArgumentParser
import Foundation
import Models
import Vocabulary

/// Options of every training.
struct TrainOptions: ParsableArguments {
  @Option(.epochs, help: "Epochs (default: the preset's).")
  var epochs: Int?

  @Option(.batch, help: "Cutouts a step (default: the preset's).")
  var batchSize: Int?

  @Option(
    .from(1e-12, to: 1e38), help: "Peak of the one-cycle learning rate (default: the preset's).")
  var learningRate: Double?

  @Option(help: "The named settings to train with.")
  var preset = "seed"

  @Option(
    .epochs,
    help: ArgumentHelp(
      "Stop after N epochs without a better validation loss (default: run them all).",
      valueName: "n"))
  var patience: Int?

  @Option(help: "Train on this catalog alone (default: on all).")
  var catalog: String?

  @Option(.count, help: "Train on at most N galaxies, evenly taken.")
  var limit: Int?

  @Option(
    .from(1, to: 1 << 24),
    help: ArgumentHelp(
      """
      Megabytes to keep cutouts in while training; a larger set is read from the hunt as it is \
      learned from (default: \(Self.usualMemory) here). The program takes about 700 besides.
      """, valueName: "mb"))
  var memory: Int?

  @Flag(help: "Go on after the last epoch that a broken-off run of the same training has done.")
  var resume = false

  init() {}

  /// Megabytes for cutouts where the person names no number.
  static let usualMemory = TrainingRequest.usualMemory

  /// What the library is asked for.
  func request(_ kind: TrainableKind) -> TrainingRequest {
    var request = TrainingRequest(kind)
    request.preset = preset
    request.epochs = epochs
    request.batchSize = batchSize
    request.learningRate = learningRate
    request.patience = patience
    request.catalog = catalog
    request.limit = limit
    request.memory = memory ?? Self.usualMemory
    request.isResuming = resume
    return request
  }
}

extension Array {
  /// A line on each preset, for the help of a command.
  func listed<Settings>() -> String where Element == Preset<Settings> {
    let width = map(\.name.count).max() ?? 0
    return map {
      "  " + $0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.summary
    }.joined(separator: "\n")
  }
}
