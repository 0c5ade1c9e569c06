import AHuntKit
import ArgumentParser

/// Options of the commands that fill the store from pixels.
struct FillOptions: ParsableArguments {
  @Option(help: "The model's number (default: the latest of its kind).")
  var model: Int64?

  @Option(help: "Galaxies computed and committed together.")
  var batchSize = Hunt.usualBatchSize

  init() {}

  mutating func validate() throws {
    guard batchSize > 0 else {
      throw ValidationError("--batch-size takes a number of at least 1.")
    }
  }
}
