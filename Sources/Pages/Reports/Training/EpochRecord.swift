/// What one epoch of a classifier's training measured.
package struct EpochRecord: Sendable, Equatable {
  /// Number of the epoch, from 1.
  package let epoch: Int
  /// Mean loss on the training set.
  package let trainingLoss: Double
  /// Mean loss on the validation set.
  package let validationLoss: Double?
  /// Share of right answers on the validation set.
  package let validationAccuracy: Double?

  /// A record of an epoch.
  package init(
    epoch: Int, trainingLoss: Double, validationLoss: Double? = nil,
    validationAccuracy: Double? = nil
  ) {
    self.epoch = epoch
    self.trainingLoss = trainingLoss
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
  }
}
