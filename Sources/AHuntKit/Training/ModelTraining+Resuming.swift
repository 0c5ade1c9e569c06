import Foundation
import Models
import Store

extension ModelTraining {
  /// The metric that names the epoch in which a training diverged.
  static let divergence = "divergedEpoch"

  /// Throws where a training diverged; its best epoch is stored by then.
  func checkConvergence(
    _ metrics: [String: Double], model: Int64, epochs: [EpochMetrics]
  ) throws(HuntError) {
    guard let epoch = metrics[Self.divergence], let best = epochs.best else { return }
    throw .diverged(request.kind, epoch: Int(epoch), keptEpoch: best.epoch, model: model)
  }

  /// The latest model of a kind if the very same run made it.
  func finished(_ run: RunRecord) throws -> TrainingSummary? {
    let kind = request.kind
    guard let model = try store.latestModel(kind: kind.kind),
      RunRecord(config: model.config) == run
    else { return nil }
    let metrics = StoredModel.numbers(model.metrics)
    let epochs = try model.epochs
    try checkConvergence(metrics, model: model.id, epochs: epochs)
    try store.discardCheckpoint(of: kind.kind)
    activity.note(.alreadyTrained(kind, model: model.id))
    return TrainingSummary(
      model: model.id, kind: kind, epochs: epochs.count, seconds: 0, imagesPerSecond: 0,
      metrics: metrics)
  }

  /// The stored checkpoint if it is to be used; otherwise it is discarded.
  func checkpointToGoOnFrom(_ run: RunRecord) throws -> TrainingCheckpoint? {
    let kind = request.kind
    guard request.isResuming, let stored = try store.checkpoint(of: kind.kind) else {
      try store.discardCheckpoint(of: kind.kind)
      return nil
    }
    guard RunRecord(json: stored.run) == run,
      let history = try? JSONDecoder().decode([EpochMetrics].self, from: Data(stored.history.utf8))
    else {
      activity.note(.anotherRun(kind, epoch: stored.epoch, epochs: stored.epochs))
      try store.discardCheckpoint(of: kind.kind)
      return nil
    }
    activity.note(.resumed(kind, epoch: stored.epoch, epochs: stored.epochs))
    return TrainingCheckpoint(
      configuration: stored.config, history: history, epochs: stored.epochs, step: stored.step,
      tensors: [UInt8](stored.state))
  }

  /// Puts every checkpoint into the store.
  func keeper(_ run: RunRecord) throws -> @Sendable (TrainingCheckpoint) throws -> Void {
    let run = try run.json()
    return { [store, kind = request.kind.kind, now = activity.now] checkpoint in
      try store.save(
        CheckpointRecord(
          kind: kind, run: run, config: checkpoint.configuration,
          history: try JSONText.of(checkpoint.history), epoch: checkpoint.history.count,
          epochs: checkpoint.epochs, step: checkpoint.step, state: Data(checkpoint.tensors)),
        now: now())
    }
  }
}

extension ModelRecord {
  /// What was measured in each epoch.
  ///
  /// - Throws: `ModelError.configuration` where the stored text is something else.
  var epochs: [EpochMetrics] {
    get throws {
      do {
        return try JSONDecoder().decode([EpochMetrics].self, from: Data(history.utf8))
      } catch {
        throw ModelError.configuration("the epochs of model \(id) are unreadable: \(error)")
      }
    }
  }
}
