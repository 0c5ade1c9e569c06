import Foundation
import Hunting
import Store

/// Everything a ranking needs, read from the store once: features, answers, classes.
struct HuntState {
  let store: HuntStore
  let hunt: HuntRecord
  /// The person's classes, in the order they were made.
  let classes: [ClassRecord]
  /// The embedder whose vectors these are.
  let embedder: ModelRecord
  /// Row `i` of the features is galaxy `ids[i]`.
  let ids: [Int64]
  let features: FeatureMatrix
  /// The class each answered galaxy now carries.
  let labels: [Int64: String]
  /// Where each galaxy's row is.
  let rows: [Int64: Int]

  /// Reads the hunt's state; `reason` says what needs it, when there is nothing embedded yet.
  init(_ store: HuntStore, for reason: String, now: Date) throws {
    self.store = store
    hunt = try store.defaultHunt(now: now)
    guard let model = try store.latestModel(kind: .embedder) else {
      throw CommandFailure.failed(
        "there are no embeddings to \(reason) yet: run `ahunt train embedder` and `ahunt embed` "
          + "first")
    }
    embedder = model
    let matrix = try store.embeddings(model: model.id)
    guard matrix.count > 0 else {
      throw CommandFailure.failed(
        "there are no embeddings to \(reason) yet: run `ahunt embed` first")
    }
    let missing = try store.galaxyCount() - matrix.count
    guard missing == 0 else {
      throw CommandFailure.failed(
        "\(Figures.count(missing, "galaxy lacks", "galaxies lack")) an embedding by the latest "
          + "embedder: run `ahunt embed` to finish, then `ahunt score`")
    }
    ids = matrix.ids
    features = FeatureMatrix(rows: matrix.count, columns: matrix.dimension, values: matrix.values)
    classes = try store.classes(hunt: hunt.id)
    labels = try store.currentLabels(hunt: hunt.id)
    rows = Dictionary(uniqueKeysWithValues: zip(matrix.ids, 0...))
  }

  /// The classes as the ranking weighs them.
  var userClasses: [UserClass] {
    classes.map { UserClass(name: $0.name, interest: $0.interest) }
  }

  /// The head fitted to every answer, and what it says of every galaxy; where a finetuned model is
  /// used, together with that.
  func probabilities() throws -> HeadProbabilities {
    var head = PersonalisedHead(for: features)
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes.map(\.name), 0...))
    let answers = labels.compactMap { galaxy, name -> LabelledGalaxy? in
      guard let row = rows[galaxy], let number = numbers[name] else { return nil }
      return LabelledGalaxy(galaxy: row, label: number)
    }.sorted { $0.galaxy < $1.galaxy }
    try head.fit(features: features, answers: answers, classes: classes.map(\.name))
    return try pooled(head.probabilities(features))
  }

  /// The latest score of a kind in the order of the rows; nil where any galaxy lacks it.
  func score(_ kind: NoveltyScore) throws -> [Float]? {
    guard let column = try store.latestScores(kind) else { return nil }
    if column.ids == ids { return column.values.map(Float.init) }
    let values = Dictionary(uniqueKeysWithValues: zip(column.ids, column.values))
    let ordered = ids.compactMap { values[$0].map(Float.init) }
    return ordered.count == ids.count ? ordered : nil
  }

  /// The fused novelty; before `ahunt score`, how far each galaxy is from its neighbours.
  func novelty() throws -> [Float] {
    if let fused = try score(.fusion) { return fused }
    return try NeighbourNovelty.nearestNeighbourDistance(features)
  }

  /// What the person hunts for most, over every galaxy; higher is better.
  func personalScores(_ probabilities: HeadProbabilities) throws -> [Float] {
    try PersonalRanking.scores(probabilities, classes: userClasses, novelty: try novelty())
  }
}
