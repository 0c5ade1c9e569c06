internal import Layers
internal import Tensors

/// An encoder with a dense head on the person's classes; the embedding joins what it sees.
final class FinetuneMember: Module {
  let encoder: CutoutEncoder
  private let branch: Linear
  private let head: Linear
  private let dropout: Dropout
  /// Levels of the encoder whose pooled maps the head sees, the coarsest ones.
  private static let levels = 2

  init(_ configuration: FinetuneConfiguration, using random: RandomState) {
    encoder = CutoutEncoder(using: random)
    branch = Linear(configuration.vectorLength, configuration.vectorFeatures, using: random)
    let pooled = CutoutEncoder.channels.suffix(Self.levels).reduce(0, +)
    head = Linear(
      pooled + configuration.vectorFeatures, configuration.classNames.count, using: random)
    dropout = Dropout(configuration.dropout)
  }

  var children: [(name: String, module: any Module)] {
    [("encoder", encoder), ("branch", branch), ("head", head)]
  }

  /// Logits [N, K] of pictures [N, 3, H, W] and their embedding [N, D], classes being balanced.
  func callAsFunction(_ pictures: Tensor, _ vectors: Tensor, _ phase: Phase) -> Tensor {
    let maps = encoder.levels(pictures, phase).suffix(Self.levels)
    let beside = branch(dropout(vectors, phase)).relu().cast(to: .float32)
    let features = Tensor.concatenated(
      maps.map { $0.mean(2, 3).cast(to: .float32) } + [beside], along: 1)
    return head(dropout(features, phase)).cast(to: .float32)
  }
}

/// Several networks of the same kind, whose mean log-probabilities answer.
final class FinetuneNetwork: Module {
  let members: [FinetuneMember]

  init(_ configuration: FinetuneConfiguration, using random: RandomState) {
    members = (0..<configuration.members).map { _ in FinetuneMember(configuration, using: random) }
  }

  var children: [(name: String, module: any Module)] {
    members.enumerated().map { ("members.\($0.offset)", $0.element) }
  }

  /// Mean log-probabilities [N, K], classes being balanced, over the members and two views each.
  func logProbabilities(_ pictures: Tensor, _ vectors: Tensor) -> Tensor {
    var sum: Tensor?
    for (place, member) in members.enumerated() {
      for view in 0..<2 {
        // Members look from different sides, so that all eight come in turn.
        let seen = SquareSymmetry.apply((3 * place + 5 * view) % 8, to: pictures)
        let own = member(seen, vectors, .inference).logSoftmax(1)
        sum = sum.map { $0 + own } ?? own
      }
    }
    return sum! / Double(2 * members.count)
  }
}
