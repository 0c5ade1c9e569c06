import Foundation
import Models
import Store

extension ModelTraining {
  /// The metric that names the epoch in which a training diverged.
  static let divergence = "divergedEpoch"

  /// Says so and fails where a training diverged; its best epoch is stored by then.
  func checkConvergence(
    _ metrics: [String: Double], _ kind: Store.ModelKind, model: Int64, epochs: [EpochMetrics]
  ) throws {
    guard let epoch = metrics[Self.divergence], let best = epochs.best else { return }
    throw CommandFailure.failed(
      "the training of the \(kind.rawValue) diverged in epoch \(Int(epoch)) (a loss or a weight is "
        + "no finite number); what it knew after epoch \(best.epoch) is kept as model \(model), and "
        + "a training with a lower --learning-rate will do better")
  }

  /// The latest model of a kind if the very same run made it.
  func finished(_ kind: Store.ModelKind, _ run: RunRecord) throws -> TrainingPayload? {
    guard let model = try store.latestModel(kind: kind), RunRecord(config: model.config) == run
    else { return nil }
    let metrics = ModelsPayload.Model.numbers(model.metrics)
    let epochs =
      (try? JSONDecoder().decode([EpochMetrics].self, from: Data(model.history.utf8))) ?? []
    try checkConvergence(metrics, kind, model: model.id, epochs: epochs)
    try store.discardCheckpoint(of: kind)
    console.note("model \(model.id) is this \(kind.rawValue) already; it is kept")
    return TrainingPayload(
      model: model.id, kind: kind.rawValue, epochs: epochs.count, seconds: 0, imagesPerSecond: 0,
      metrics: metrics)
  }

  /// The stored checkpoint if it is to be used; otherwise it is discarded.
  func checkpointToGoOnFrom(
    _ kind: Store.ModelKind, _ run: RunRecord
  ) throws -> TrainingCheckpoint? {
    guard options.resume, let stored = try store.checkpoint(of: kind) else {
      try store.discardCheckpoint(of: kind)
      return nil
    }
    guard RunRecord(json: stored.run) == run,
      let history = try? JSONDecoder().decode([EpochMetrics].self, from: Data(stored.history.utf8))
    else {
      console.note(
        "the \(kind.rawValue) that was broken off after epoch \(stored.epoch) of \(stored.epochs) "
          + "was another run (other galaxies or settings): this one begins anew")
      try store.discardCheckpoint(of: kind)
      return nil
    }
    console.note("the \(kind.rawValue) goes on after epoch \(stored.epoch) of \(stored.epochs)")
    return TrainingCheckpoint(
      configuration: stored.config, history: history, epochs: stored.epochs, step: stored.step,
      tensors: [UInt8](stored.state))
  }

  /// Puts every checkpoint into the store.
  func keeper(
    of kind: Store.ModelKind, _ run: RunRecord
  ) throws -> @Sendable (TrainingCheckpoint) throws -> Void {
    let run = try run.json()
    return { [store, now = console.context.now] checkpoint in
      try store.save(
        CheckpointRecord(
          kind: kind, run: run, config: checkpoint.configuration,
          history: try Console.json(checkpoint.history), epoch: checkpoint.history.count,
          epochs: checkpoint.epochs, step: checkpoint.step, state: Data(checkpoint.tensors)),
        now: now())
    }
  }

  /// What is kept of a training that Ctrl-C ended, and how to go on.
  func interruption(of kind: Store.ModelKind) throws -> CommandFailure {
    guard let epoch = try store.checkpointEpoch(of: kind) else {
      return .interrupted(
        "interrupted in the first epoch of the \(kind.rawValue), which is not stored; "
          + "models trained before it are")
    }
    return .interrupted(
      "interrupted in the training of the \(kind.rawValue); the same command with --resume goes on "
        + "after epoch \(epoch)")
  }
}
