import AHuntKit
import ArgumentParser

/// Options of the commands that fill the store from pixels.
struct FillOptions: ParsableArguments {
  @Option(.model, help: "The model's number (default: the latest of its kind).")
  var model: Int64?

  @Option(.batch, help: "Galaxies computed and committed together.")
  var batchSize = Hunt.usualBatchSize

  init() {}
}
