import Models

extension Bench {
  /// A trained embedder, ready to work.
  func embedder(of model: TrainedModel) throws -> Embedder {
    try Embedder(
      configuration: model.configuration, weights: model.weights, device: engine.device,
      precision: engine.precision)
  }

  /// A trained scorer, ready to work.
  func scorer(of model: TrainedModel) throws -> Scorer {
    try Scorer(
      configuration: model.configuration, weights: model.weights, device: engine.device,
      precision: engine.precision)
  }

  /// A trained classifier, ready to work.
  func classifier(of model: TrainedModel) throws -> Classifier {
    try Classifier(
      configuration: model.configuration, weights: model.weights, device: engine.device,
      precision: engine.precision)
  }
}
