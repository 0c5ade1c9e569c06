public import Foundation
import Hunting
import Imaging
import Store

/// A part of the survey in the order of one score, best first.
public struct Ranking: Sendable {
  /// One galaxy in its place.
  public struct Entry: Sendable, Equatable {
    /// Place among those that are shown, from 1.
    public let rank: Int
    /// Number of the galaxy in the store.
    public let galaxy: Int64
    /// The survey's own name of it.
    public let objectID: String
    /// The catalog it is from.
    public let catalog: String
    /// The score that it is ranked by.
    public let score: Double
    /// The person's own class, nil where none was given.
    public let label: String?
    /// The catalog's class, nil where it has none.
    public let knownClass: String?
    /// Right ascension in degrees.
    public let ra: Double?
    /// Declination in degrees.
    public let dec: Double?
  }

  /// The score that it is by.
  public let kind: ScoreKind
  /// Galaxies that were ranked.
  public let galaxies: Int
  /// The best of them, best first.
  public let entries: [Entry]
  /// Whether a hunted class has answers, without which a personal ranking is one by novelty; true
  /// for every other kind.
  public let knowsThePerson: Bool
  /// How many of the person's kind there are; nil but for a personal ranking with a hunted class.
  public let census: Census?
}

/// What a ranking is to be of.
public struct RankRequest: Sendable {
  /// The score to rank by.
  public var kind: ScoreKind
  /// Galaxies that are wanted.
  public var count: Int
  /// Whether galaxies that carry a class are left out.
  public var unlabelledOnly: Bool

  /// The best galaxies by a score.
  public init(by kind: ScoreKind = .personal, count: Int = 50, unlabelledOnly: Bool = false) {
    self.kind = kind
    self.count = count
    self.unlabelledOnly = unlabelledOnly
  }
}

extension Hunt {
  /// Ranks the survey as the hunt is now.
  ///
  /// - Throws: `HuntError.noEmbeddings`, `.incompleteEmbeddings` or `.noScore` where there is
  ///   nothing to rank by yet.
  public func rank(_ request: RankRequest = RankRequest(), activity: Activity = Activity()) throws
    -> Ranking
  {
    try store.snapshot { store in
      try RankedSurvey(store, hunt: id, by: request.kind, activity: activity)
        .ranking(request, in: store)
    }
  }

  /// Draws galaxies with captions, in the order given.
  ///
  /// - Parameter cells: the galaxies' numbers in the store, and the lines below each picture.
  /// - Throws: An error of the store where there is no such galaxy.
  /// - Returns: The sheet as a PNG.
  public func contactSheet(_ cells: [(galaxy: Int64, captions: [String])]) throws -> Data {
    try store.snapshot { store in
      let cells = try cells.map {
        ContactSheet.Cell(try store.raster(of: $0.galaxy), captions: $0.captions)
      }
      return try Data(ContactSheet().raster(of: cells).pngData())
    }
  }
}

/// Every galaxy in the order of one score, best first.
package struct RankedSurvey {
  private let kind: ScoreKind
  /// Galaxies' numbers in the store, best first.
  package let ids: [Int64]
  /// The score of each.
  package let scores: [Double]
  /// The class that each answered galaxy now carries.
  package let labels: [Int64: HuntClass.ID]
  private let classNames: [HuntClass.ID: String]
  private var knowsThePerson = true
  private var census: Census?

  /// Ranks by a score as the store is now.
  init(_ store: HuntStore, hunt: HuntRecord.ID, by kind: ScoreKind, activity: Activity) throws {
    try store.requireWholeCatalogs()
    switch kind {
    case .personal, .reserve:
      let snapshot = try HuntSnapshot(store, hunt: hunt)
      let ranking = try snapshot.ranking()
      let scores = try kind == .reserve ? ranking.probabilities.reserves : ranking.scores()
      self.init(snapshot, by: kind, scores: scores)
      knowsThePerson = kind == .reserve || ranking.knowsThePerson
      census =
        kind == .personal
        ? try snapshot.census(snapshot.questions(), ranking.probabilities) : nil
      if let notice = snapshot.finetuned.notice { activity.note(notice) }
    case .fusion, .reconstruction, .density, .neighbour, .outlier:
      guard let column = try store.latestScores(kind) else {
        throw HuntError.noScore(kind)
      }
      self.init(
        kind, ids: column.ids, scores: column.values,
        labels: try store.currentLabels(hunt: hunt), classes: try store.classes(hunt: hunt))
    }
  }

  /// Ranks by scores that are known already, in the order of the snapshot's rows.
  init(_ snapshot: HuntSnapshot, by kind: ScoreKind, scores: [Float]) {
    self.init(
      kind, ids: snapshot.ids, scores: scores.map(Double.init), labels: snapshot.labels,
      classes: snapshot.classes)
  }

  /// Sorts galaxies by their scores; equal ones keep the order of import.
  private init(
    _ kind: ScoreKind, ids: [Int64], scores: [Double], labels: [Int64: HuntClass.ID],
    classes: [HuntClass]
  ) {
    let order = ids.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : ids[$0] < ids[$1]
    }
    self.kind = kind
    self.ids = order.map { ids[$0] }
    self.scores = order.map { scores[$0] }
    self.labels = labels
    classNames = Dictionary(uniqueKeysWithValues: classes.map { ($0.id, $0.name) })
  }

  /// The best of them, with or without what is labelled; ranks count what is shown.
  func ranking(_ request: RankRequest, in store: HuntStore) throws -> Ranking {
    let places = Array(
      ids.indices.lazy.filter { !request.unlabelledOnly || labels[ids[$0]] == nil }
        .prefix(request.count))
    let records = try store.galaxies(ids: places.map { ids[$0] })
    let catalogs = Dictionary(uniqueKeysWithValues: try store.catalogs().map { ($0.id, $0.name) })
    let entries = zip(places, records).enumerated().map { rank, item in
      let (place, record) = item
      return Ranking.Entry(
        rank: rank + 1, galaxy: record.id, objectID: record.objectID,
        catalog: catalogs[record.catalog] ?? "", score: scores[place],
        label: labels[record.id].flatMap { classNames[$0] }, knownClass: record.knownClass,
        ra: record.ra, dec: record.dec)
    }
    return Ranking(
      kind: kind, galaxies: ids.count, entries: entries, knowsThePerson: knowsThePerson,
      census: census)
  }
}
