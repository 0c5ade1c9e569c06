package import Store

/// What a hunt holds, in numbers of one moment.
public struct HuntStatus: Sendable {
  /// A survey that was imported.
  public struct Catalog: Sendable, Equatable {
    /// What the catalog is called; no two of a hunt share a name.
    public let name: String
    /// The reader that read it: `folder`, `csv`, `fits`, `mosaic`, `galaxy10`,
    /// `galaxymnist`.
    public let reader: String
    /// The folder or file it was read from.
    public let source: String
    /// Galaxies that were imported from it.
    public let galaxies: Int
    /// When it was first imported, ISO-8601 in the universal time zone.
    public let createdAt: String
    /// When a replacement of all its pictures was begun that is not finished, ISO-8601; nil where
    /// none is. Nothing is trained, computed or ranked until the same import has finished it.
    public var replacedSince: String? { replacement?.since }
    /// What that replacement makes of the pictures.
    package let replacement: CatalogReplacement?
  }

  /// A step that brings a hunt on.
  public enum Step: Sendable, Equatable {
    /// Read a catalog: there are no galaxies.
    case `import`
    /// Finish replacing the pictures of a catalog.
    case finishReplacement(Catalog)
    /// Train an embedder and a scorer.
    case train
    /// Give galaxies their vectors.
    case embed
    /// Give galaxies their scores.
    case score
    /// Answer the questions that are open.
    case review
    /// Ask the first round.
    case ask
    /// Look at the ranking.
    case rank
  }

  /// Galaxies in all catalogs.
  public let galaxies: Int
  /// The surveys that were imported, in that order.
  public let catalogs: [Catalog]
  /// The models, oldest first.
  public let models: [StoredModel]
  /// Number of the finetuned network that rankings use; nil where they use none.
  public let finetunedInUse: Int64?
  /// Galaxies with a vector by the latest embedder.
  public let embedded: Int
  /// Galaxies with every score by the latest models.
  public let scored: Int
  /// Galaxies that carry a class.
  public let answers: Int
  /// Questions that were skipped.
  public let skipped: Int
  /// The person's classes in the order they were named.
  public let classes: [HuntClass]
  /// Rounds that were asked.
  public let rounds: Int
  /// Questions that wait for an answer or a skip.
  public let openQuestions: Int

  /// What brings the hunt one step on.
  public var next: Step {
    let kinds = Set(models.map(\.kind))
    if galaxies == 0 { return .import }
    if let half = catalogs.first(where: { $0.replacement != nil }) {
      return .finishReplacement(half)
    }
    if !kinds.isSuperset(of: [.embedder, .scorer]) { return .train }
    if embedded < galaxies { return .embed }
    if scored < galaxies { return .score }
    if openQuestions > 0 { return .review }
    return rounds == 0 ? .ask : .rank
  }
}

extension Hunt {
  /// What the hunt holds.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func status() throws -> HuntStatus {
    try store.snapshot { store in
      let status = try store.status(hunt: id)
      return HuntStatus(
        galaxies: status.galaxies,
        catalogs: status.catalogs.map {
          .init(
            name: $0.name, reader: $0.reader, source: $0.source, galaxies: $0.galaxies,
            createdAt: $0.createdAt, replacement: $0.replacement)
        }, models: try status.models.map(StoredModel.init),
        finetunedInUse: try store.finetunedStanding(hunt: id).model, embedded: status.embedded,
        scored: status.scored, answers: status.answers, skipped: status.skipped,
        classes: status.classes, rounds: status.rounds, openQuestions: status.openQuestions)
    }
  }
}
