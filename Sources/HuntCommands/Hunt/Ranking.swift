import Foundation
import Hunting
import Store

/// Every galaxy in the order of one score, best first.
struct Ranking {
  /// Galaxies' numbers in the store, best first.
  let ids: [Int64]
  /// The score of each.
  let scores: [Double]
  /// The class each answered galaxy now carries.
  let labels: [Int64: String]
  /// Whether a hunted class has answers, without which a personal ranking is one by novelty.
  private(set) var knowsThePerson = false
  /// What random draws say of the rest; nil but for a personal ranking.
  private(set) var left: LeftPayload?
  /// Why a finetuned model is not used, where there is one that could be.
  private(set) var finetuneNote: String?

  /// Ranks by a score as the store is now.
  init(_ store: HuntStore, by kind: ScoreKind, now: Date) throws {
    switch kind {
    case .personal, .reserve:
      let state = try HuntState(store, for: "rank", now: now)
      let probabilities = try state.probabilities()
      let scores =
        kind == .reserve
        ? probabilities.reserves : try state.personalScores(probabilities)
      self.init(ids: state.ids, scores: scores.map(Double.init), labels: state.labels)
      if kind == .personal { left = try LeftPayload(state) }
      finetuneNote = try state.finetuned().note
      knowsThePerson = state.classes.contains { $0.interest > 0 && $0.answers > 0 }
    case .fusion, .reconstruction, .density, .neighbour, .outlier:
      guard let score = NoveltyScore(rawValue: kind.rawValue),
        let column = try store.latestScores(score)
      else {
        throw CommandFailure.failed(
          "there is no \(kind.rawValue) score by the latest models yet: run `ahunt score` first")
      }
      let hunt = try store.defaultHunt(now: now)
      self.init(
        ids: column.ids, scores: column.values, labels: try store.currentLabels(hunt: hunt.id))
    }
  }

  /// Sorts galaxies by their scores; equal ones keep the order of import.
  init(ids: [Int64], scores: [Double], labels: [Int64: String]) {
    let order = ids.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : ids[$0] < ids[$1]
    }
    self.ids = order.map { ids[$0] }
    self.scores = order.map { scores[$0] }
    self.labels = labels
  }

  /// The best `count`, with or without what is labelled; ranks count what is shown.
  func top(
    _ count: Int, unlabelledOnly: Bool, in store: HuntStore
  ) throws -> [(entry: RankingPayload.Entry, galaxy: Int64)] {
    let chosen = ids.indices.lazy
      .filter { !unlabelledOnly || labels[ids[$0]] == nil }.prefix(count)
    let places = Array(chosen)
    let records = Dictionary(
      uniqueKeysWithValues: try store.galaxies(ids: places.map { ids[$0] }).map { ($0.id, $0) })
    let catalogs = Dictionary(
      uniqueKeysWithValues: try store.catalogs().map { ($0.id, $0.name) })
    return places.enumerated().compactMap { rank, place in
      guard let record = records[ids[place]] else { return nil }
      let entry = RankingPayload.Entry(
        rank: rank + 1, objectID: record.objectID, catalog: catalogs[record.catalog] ?? "",
        score: scores[place], label: labels[record.id], knownClass: record.knownClass,
        ra: record.ra, dec: record.dec)
      return (entry, record.id)
    }
  }
}
