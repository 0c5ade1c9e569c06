import AHuntKit
import Tables
import Vocabulary

/// The head of a ranking, as `ahunt rank --format json` says it.
struct RankingPayload: Codable {
  struct Entry: Codable {
    let rank: Int
    let objectID: String
    let catalog: String
    let score: Double
    /// The person's own class, null where none was given.
    @Nullable var label: String?
    /// The catalog's class, null where it has none.
    @Nullable var knownClass: String?
    @Nullable var ra: Double?
    @Nullable var dec: Double?
  }

  let by: String
  let galaxies: Int
  let ranking: [Entry]
  /// How many of the person's kind there are, in a personal ranking; null without a class of interest.
  @Nullable var left: CensusPayload?

  /// The same for people.
  func write(to page: inout TextPage) {
    page.line(
      "\(Figures.count(ranking.count)) of \(Figures.count(galaxies, "galaxy", "galaxies")) by \(by)"
    )
    page.line()
    var table = TextTable([">rank", "object", ">score", "label", "known class", ">ra", ">dec"])
    for entry in ranking {
      table.add([
        Figures.count(entry.rank), entry.objectID, Figures.decimal(entry.score, places: 4),
        page.palette.accent(entry.label ?? ""), entry.knownClass ?? "",
        entry.ra.map { Figures.decimal($0, places: 5) } ?? "",
        entry.dec.map { Figures.decimal($0, places: 5) } ?? "",
      ])
    }
    page.table(table)
    guard let left else { return }
    page.line()
    left.write(to: &page, galaxies: galaxies)
  }
}

extension RankingPayload {
  init(_ ranking: Ranking) {
    self.init(
      by: ranking.kind.rawValue, galaxies: ranking.galaxies,
      ranking: ranking.entries.map {
        Entry(
          rank: $0.rank, objectID: $0.objectID, catalog: $0.catalog, score: $0.score,
          label: $0.label, knownClass: $0.knownClass, ra: $0.ra, dec: $0.dec)
      }, left: ranking.census.map(CensusPayload.init))
  }

  /// The same as CSV.
  var csv: String {
    CSVText.row(["rank", "object_id", "catalog", "score", "label", "known_class", "ra", "dec"])
      + ranking.map { entry in
        CSVText.row([
          String(entry.rank), entry.objectID, entry.catalog, String(entry.score),
          entry.label ?? "", entry.knownClass ?? "", entry.ra.map { String($0) } ?? "",
          entry.dec.map { String($0) } ?? "",
        ])
      }.joined()
  }
}
