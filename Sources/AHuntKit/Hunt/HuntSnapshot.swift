import Foundation
package import Hunting
package import Store

/// Everything a ranking needs, read from the store at one moment.
package struct HuntSnapshot {
  /// The person's classes, in the order they were made.
  package private(set) var classes: [HuntClass]
  /// The embedder whose vectors these are.
  package let embedder: ModelRecord
  /// Row `i` of the features is galaxy `ids[i]`.
  package let ids: [Int64]
  /// One vector per galaxy.
  package let features: FeatureMatrix
  /// The class that each answered galaxy now carries, by its number.
  package private(set) var labels: [Int64: HuntClass.ID]
  /// Where each galaxy's row is.
  package let rows: [Int64: Int]
  /// Whether a finetuned network has a say, and what it says.
  package let finetuned: FinetunedStanding
  private let votes: ClassVotes?
  /// Stands for the one time that the vectors were read.
  private let reading = UUID()
  private var store: HuntStore
  private let hunt: HuntRecord.ID

  /// Reads the hunt's state.
  ///
  /// - Parameter store: one that is in a snapshot or a transaction, so that all of it is of a moment;
  ///   it has to be there as long as the novelty may still be asked for.
  /// - Throws: `HuntError.noEmbeddings` or `.incompleteEmbeddings` where not every galaxy has a vector
  ///   by the latest embedder; `StoreError.unfinishedReplacement` where galaxies of one catalog show
  ///   different parts of their pictures.
  package init(_ store: HuntStore, hunt: HuntRecord.ID) throws {
    self.store = store
    self.hunt = hunt
    try store.requireWholeCatalogs()
    guard let model = try store.latestModel(kind: .embedder) else {
      throw HuntError.noEmbeddings(isTrained: false)
    }
    embedder = model
    let matrix = try store.embeddings(model: model.id)
    guard matrix.count > 0 else { throw HuntError.noEmbeddings(isTrained: true) }
    let missing = try store.galaxyCount() - matrix.count
    guard missing == 0 else { throw HuntError.incompleteEmbeddings(missing: missing) }
    ids = matrix.ids
    features = FeatureMatrix(rows: matrix.count, columns: matrix.dimension, values: matrix.values)
    (classes, labels) = try Self.answers(in: store, hunt: hunt)
    rows = Dictionary(uniqueKeysWithValues: zip(matrix.ids, 0...))
    finetuned = try store.finetunedStanding(hunt: hunt)
    votes = try finetuned.votes(for: matrix.ids, in: store)
  }

  /// Names of the classes by their numbers.
  package var classNames: [HuntClass.ID: String] {
    Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
  }

  /// The same survey with the classes and answers as they are by now; nil where its vectors, or what
  /// has a say in its rankings, are others by now and all has to be read again.
  ///
  /// - Parameter store: one that is in a snapshot, so that all of it is of a moment.
  func updated(from store: HuntStore) throws -> HuntSnapshot? {
    try store.requireWholeCatalogs()
    guard try store.latestModel(kind: .embedder)?.id == embedder.id,
      try store.galaxyCount() == ids.count,
      try store.embeddingCount(model: embedder.id) == ids.count,
      try store.finetunedStanding(hunt: hunt).model == finetuned.model
    else { return nil }
    var updated = self
    (updated.classes, updated.labels) = try Self.answers(in: store, hunt: hunt)
    return updated
  }

  /// The classes, and what each answered galaxy carries; the labels are read once, and counted here.
  private static func answers(
    in store: HuntStore, hunt: HuntRecord.ID
  ) throws -> ([HuntClass], [Int64: HuntClass.ID]) {
    let labels = try store.currentLabels(hunt: hunt)
    let counts = labels.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var classes = try store.classes(hunt: hunt, isCounted: false)
    for index in classes.indices { classes[index].answers = counts[classes[index].id] ?? 0 }
    return (classes, labels)
  }

  /// The same, for use after the store's snapshot has ended; later reads, the novelty among them, go to
  /// `store` then.
  func outliving(by store: HuntStore) -> HuntSnapshot {
    var copy = self
    copy.store = store
    return copy
  }

  /// Whether another snapshot holds these very vectors, neither copied nor read again.
  func isOfSameVectors(as other: HuntSnapshot) -> Bool { reading == other.reading }

  /// Every answer as the head learns it, by ascending row.
  package var answers: [LabelledGalaxy] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes.map(\.id), 0...))
    return labels.compactMap { galaxy, label -> LabelledGalaxy? in
      guard let row = rows[galaxy], let number = numbers[label] else { return nil }
      return LabelledGalaxy(galaxy: row, label: number)
    }.sorted { $0.galaxy < $1.galaxy }
  }

  /// The name of the class that a galaxy carries.
  package func label(of galaxy: Int64) -> String? { labels[galaxy].flatMap { classNames[$0] } }

  /// Numbers of the classes that are hunted.
  package var hunted: Set<HuntClass.ID> { Set(classes.filter(\.isHunted).map(\.id)) }

  /// What the hunt knows: the head fitted to every answer, pooled with a finetuned network where one
  /// is used. Rankings, rounds and reports all follow from it.
  ///
  /// - Parameters:
  ///   - head: a head for these features, should there be one already.
  ///   - novelty: what is asked for the novelty; the snapshot itself if nil.
  package func ranking(
    head: PersonalisedHead? = nil, novelty: (() throws -> [Float])? = nil
  ) throws -> PersonalRanking {
    try PersonalRanking(
      features: features, answers: answers, classes: classes, head: head, votes: votes,
      novelty: novelty ?? { try self.novelty() })
  }

  /// The latest score of a kind in the order of the rows; nil where any galaxy lacks it.
  package func score(_ kind: ScoreKind) throws -> [Float]? {
    guard let column = try store.latestScores(kind) else { return nil }
    if column.ids == ids { return column.values.map(Float.init) }
    let values = Dictionary(uniqueKeysWithValues: zip(column.ids, column.values))
    let ordered = ids.compactMap { values[$0].map(Float.init) }
    return ordered.count == ids.count ? ordered : nil
  }

  /// The fused novelty; before galaxies are scored, how far each is from its neighbours.
  package func novelty() throws -> [Float] { try novelty(fused: score(.fusion)) }

  /// The same, by a fused novelty that was read already, where there is one.
  func novelty(fused: [Float]?) throws -> [Float] {
    try fused ?? NeighbourNovelty.nearestNeighbourDistance(features)
  }

  /// The questions that were asked so far.
  func questions() throws -> [Question] { try store.questions(hunt: hunt) }

  /// The rounds that were asked so far.
  func rounds() throws -> [RoundRecord] { try store.rounds(hunt: hunt) }

  /// Galaxies that must not be asked again.
  func askedGalaxies() throws -> Set<Int64> { try store.askedGalaxyIDs(hunt: hunt) }

  /// What is known of galaxies, in the order given.
  func galaxies(_ ids: [Int64]) throws -> [GalaxyRecord] { try store.galaxies(ids: ids) }
}
