import ArgumentParser
import Models

/// A switch for each regulariser of the classifier; what is not named comes from the preset.
struct RegularisationOptions: ParsableArguments {
  @Option(
    .from(0, below: 10),
    help: "Standard deviation of the noise on the stretched pictures; 0 turns it off.")
  var inputNoise: Double?

  @Option(.from(0, below: 1), help: "Chance that a feature is dropped; 0 turns it off.")
  var dropout: Double?

  @Option(.from(0, below: 1), help: "L2 penalty on kernels and matrices; 0 turns it off.")
  var weightDecay: Double?

  @Option(.from(0, below: 1), help: "Share of the target spread over all classes; 0 turns it off.")
  var labelSmoothing: Double?

  @Option(
    .from(0, to: 1), help: "How strongly pairs of pictures are mixed, up to 1; 0 turns it off.")
  var mixup: Double?

  @Flag(help: "Learn from the pictures as they are: not turned, mirrored, zoomed or shifted.")
  var noAugmentation = false

  @Flag(help: "Answer from the upright picture, not from all eight of its symmetries.")
  var noSymmetryAveraging = false

  init() {}

  /// What was asked for.
  var regularisation: Regularisation {
    var result = Regularisation()
    result.inputNoise = inputNoise
    result.dropout = dropout
    result.weightDecay = weightDecay
    result.labelSmoothing = labelSmoothing
    result.mixup = mixup
    result.augments = noAugmentation ? false : nil
    result.averagesSymmetries = noSymmetryAveraging ? false : nil
    return result
  }
}
