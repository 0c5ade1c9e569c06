/// What keeps a classifier from learning its training set by heart; what is nil comes from the preset.
package struct Regularisation: Codable, Equatable, Sendable {
  /// Standard deviation of the Gaussian noise on the stretched input; 0 is none.
  package var inputNoise: Double?
  /// Chance that a pooled feature is dropped; 0 is none.
  package var dropout: Double?
  /// L2 penalty on kernels and matrices; 0 is none.
  package var weightDecay: Double?
  /// Share of the target that goes evenly to all classes; 0 is none.
  package var labelSmoothing: Double?
  /// How strongly pictures are laid over one another, the α of a Beta(α, α); 0 is none.
  package var mixup: Double?
  /// False turns augmentation off.
  package var augments: Bool?
  /// False answers from the upright picture alone.
  package var averagesSymmetries: Bool?

  /// The preset's own.
  package init() {}

  /// The settings with what is set here instead.
  func applied(to settings: inout ClassifierConfiguration) {
    settings.inputNoise = inputNoise ?? settings.inputNoise
    settings.dropout = dropout ?? settings.dropout
    settings.weightDecay = weightDecay ?? settings.weightDecay
    settings.labelSmoothing = labelSmoothing ?? settings.labelSmoothing
    settings.mixup = mixup ?? settings.mixup
    if augments == false { settings.augmentation = nil }
    settings.averagesSymmetries = averagesSymmetries ?? settings.averagesSymmetries
  }
}
