import GRDB
package import Vocabulary

/// What a hunt holds, in numbers.
package struct StoreStatus: Sendable, Equatable {
  /// Galaxies in all catalogs.
  package let galaxies: Int
  /// The catalogs with their counts.
  package let catalogs: [CatalogRecord]
  /// The models, oldest first.
  package let models: [ModelRecord]
  /// Galaxies with a vector of the latest embedder.
  package let embedded: Int
  /// Galaxies with a fused score by the latest embedder or a reconstruction error by the latest
  /// scorer, whichever are fewer: only where both have every galaxy is the survey scored.
  package let scored: Int
  /// Galaxies that carry a class in this hunt.
  package let answers: Int
  /// Galaxies of this hunt that were skipped and carry no class.
  package let skipped: Int
  /// The hunt's classes with their counts.
  package let classes: [HuntClass]
  /// Rounds asked in this hunt.
  package let rounds: Int
  /// Questions that wait for an answer.
  package let openQuestions: Int
}

extension HuntStore {
  /// What the file holds, all numbers from one snapshot.
  package func status(hunt: HuntRecord.ID) throws(StoreError) -> StoreStatus {
    try read { db in
      func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
      }
      let catalogs = try db.rows(
        of: "catalog", Self.catalogQuery + " ORDER BY id", [], CatalogRecord.init)
      let models = try db.rows(
        of: "model", "SELECT \(ModelRecord.columns) FROM model ORDER BY id", [], ModelRecord.init)
      let embedder = models.last { $0.kind == .embedder }
      let classes = try Self.classes(hunt, db)
      return StoreStatus(
        galaxies: catalogs.reduce(0) { $0 + $1.galaxies }, catalogs: catalogs, models: models,
        embedded: try embedder.map { try Self.embeddingCount($0.id, db) } ?? 0,
        scored: try ScoreKind.stored.map { kind in
          let source = models.last { $0.kind == kind.source }
          return try source.map { try Self.scoreCount($0.id, kind, db) } ?? 0
        }.min() ?? 0,
        answers: classes.reduce(0) { $0 + $1.answers },
        skipped: try count(
          """
          SELECT count(DISTINCT galaxy) FROM standingAnswer
          WHERE hunt = :hunt AND kind = 'skip'
            AND galaxy NOT IN (SELECT galaxy FROM currentLabel WHERE hunt = :hunt)
          """, ["hunt": hunt]),
        classes: classes,
        rounds: try count("SELECT count(*) FROM round WHERE hunt = ?", [hunt]),
        openQuestions: try count("SELECT count(*) FROM openQuestion WHERE hunt = ?", [hunt]))
    }
  }
}
