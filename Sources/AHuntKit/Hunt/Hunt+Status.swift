import Store

/// What a hunt holds, in numbers of one moment.
public struct HuntStatus: Sendable {
  /// A survey that was imported.
  public struct Catalog: Sendable, Equatable {
    public let name: String
    /// The reader that read it.
    public let reader: String
    /// The folder or file it was read from.
    public let source: String
    public let galaxies: Int
    /// ISO-8601.
    public let createdAt: String
  }

  /// A step that brings a hunt on.
  public enum Step: Sendable, Equatable {
    case `import`, train, embed, score, review, ask, rank
  }

  /// Galaxies in all catalogs.
  public let galaxies: Int
  public let catalogs: [Catalog]
  /// The models, oldest first.
  public let models: [StoredModel]
  /// The finetuned network that rankings use.
  public let finetunedInUse: Int64?
  /// Galaxies with a vector by the latest embedder.
  public let embedded: Int
  /// Galaxies with every score by the latest models.
  public let scored: Int
  /// Galaxies that carry a class.
  public let answers: Int
  /// Questions that were skipped.
  public let skipped: Int
  public let classes: [HuntClass]
  public let rounds: Int
  public let openQuestions: Int

  /// What brings the hunt one step on.
  public var next: Step {
    let kinds = Set(models.map(\.kind))
    if galaxies == 0 { return .import }
    if !kinds.isSuperset(of: [.embedder, .scorer]) { return .train }
    if embedded < galaxies { return .embed }
    if scored < galaxies { return .score }
    if openQuestions > 0 { return .review }
    return rounds == 0 ? .ask : .rank
  }
}

extension Hunt {
  /// What the hunt holds.
  public func status() throws -> HuntStatus {
    try store.snapshot { store in
      let status = try store.status(hunt: id)
      return HuntStatus(
        galaxies: status.galaxies,
        catalogs: status.catalogs.map {
          .init(
            name: $0.name, reader: $0.reader, source: $0.source, galaxies: $0.galaxies,
            createdAt: $0.createdAt)
        }, models: try status.models.map(StoredModel.init),
        finetunedInUse: try store.finetunedStanding(hunt: id).model, embedded: status.embedded,
        scored: status.scored, answers: status.answers, skipped: status.skipped,
        classes: status.classes, rounds: status.rounds, openQuestions: status.openQuestions)
    }
  }
}
