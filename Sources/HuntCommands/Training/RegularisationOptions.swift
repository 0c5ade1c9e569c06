import ArgumentParser
import Models

/// A switch for each regulariser of the classifier; what is not named comes from the preset.
struct RegularisationOptions: ParsableArguments {
  @Option(help: "Standard deviation of the noise on the stretched pictures; 0 turns it off.")
  var inputNoise: Double?

  @Option(help: "Chance that a feature is dropped; 0 turns it off.")
  var dropout: Double?

  @Option(help: "L2 penalty on kernels and matrices; 0 turns it off.")
  var weightDecay: Double?

  @Option(help: "Share of the target spread over all classes; 0 turns it off.")
  var labelSmoothing: Double?

  @Option(help: "How strongly pairs of pictures are mixed, up to 1; 0 turns it off.")
  var mixup: Double?

  @Flag(help: "Learn from the pictures as they are: not turned, mirrored, zoomed or shifted.")
  var noAugmentation = false

  @Flag(help: "Answer from the upright picture, not from all eight of its symmetries.")
  var noSymmetryAveraging = false

  init() {}

  mutating func validate() throws {
    func check(_ name: String, _ value: Double?, _ range: Range<Double>, _ words: String) throws {
      if let value, !range.contains(value) {
        throw ValidationError("--\(name) takes a number \(words).")
      }
    }
    try check("input-noise", inputNoise, 0..<10, "of at least 0 and below 10")
    try check("dropout", dropout, 0..<1, "of at least 0 and below 1")
    try check("weight-decay", weightDecay, 0..<1, "of at least 0 and below 1")
    try check("label-smoothing", labelSmoothing, 0..<1, "of at least 0 and below 1")
    try check("mixup", mixup, 0..<1.0.nextUp, "from 0 to 1")
  }

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
