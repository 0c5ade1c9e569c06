import GRDB
package import Vocabulary

extension HuntStore {
  /// Numbers of the galaxies that lack a score of this kind by a model, ascending.
  package func galaxiesLackingScore(
    model: ModelRecord.ID, kind: String, in catalog: CatalogRecord.ID? = nil, limit: Int? = nil
  ) throws(StoreError) -> [Int64] {
    try read { db in
      try db.values(
        of: "galaxy",
        """
        SELECT id FROM galaxy
        WHERE NOT EXISTS (
          SELECT 1 FROM score
          WHERE score.model = ? AND score.kind = ? AND score.galaxy = galaxy.id)
        """ + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        [model, kind] + Self.arguments(catalog) + [limit ?? -1])
    }
  }

  /// Stores one score of each galaxy in one transaction; a score that is there is replaced.
  ///
  /// Those of galaxies that have got other pixels since are left out.
  ///
  /// - Returns: how many were stored.
  @discardableResult
  package func writeScores(
    model: ModelRecord.ID, kind: String, of galaxies: [GalaxyPixels], values: [Double]
  ) throws(StoreError) -> Int {
    precondition(
      galaxies.count == values.count, "\(galaxies.count) galaxies, \(values.count) scores")
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw Self.noScore(model, kind, galaxies[index].galaxy, isStored: false)
    }
    return try write(about: [Reference(table: "model", id: model)]) { db in
      let statement = try db.makeStatement(
        sql: """
          INSERT INTO score (model, kind, galaxy, pixelRevision, value)
          SELECT ?, ?, id, pixelRevision, ? FROM galaxy WHERE id = ? AND pixelRevision = ?
          ON CONFLICT DO UPDATE SET
            value = excluded.value, pixelRevision = excluded.pixelRevision
          """)
      var written = 0
      for (pixels, value) in zip(galaxies, values) {
        try statement.execute(arguments: [model, kind, value, pixels.galaxy, pixels.revision])
        written += db.changesCount
      }
      return written
    }
  }

  /// Every score of a kind by a model, ascending by galaxy.
  package func scores(
    model: ModelRecord.ID, kind: String, in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> ScoreColumn {
    try read { db in
      var ids: [Int64] = []
      var values: [Double] = []
      try db.forEachRow(
        of: "score",
        "SELECT galaxy, value FROM score WHERE model = ? AND kind = ?"
          + (catalog == nil
            ? "" : " AND galaxy IN (SELECT id FROM galaxy WHERE catalog = ?)")
          + " ORDER BY galaxy", [model, kind] + Self.arguments(catalog)
      ) { row in
        let galaxy: Int64 = try row.value(0) { $0 > ids.last ?? .min }
        ids.append(galaxy)
        values.append(try row[1])
      }
      return ScoreColumn(ids: ids, values: values)
    }
  }

  /// The scores of a kind by the latest model that they can derive from; nil where it gave none, or
  /// where such scores are not stored.
  ///
  /// An older model's scores never stand in: they are of another embedding.
  package func latestScores(
    _ score: ScoreKind, in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> ScoreColumn? {
    guard let source = score.source, let model = try latestModelID(kind: source) else {
      return nil
    }
    let column = try scores(model: model, kind: score.rawValue, in: catalog)
    return column.count > 0 ? column : nil
  }

  private static func noScore(
    _ model: ModelRecord.ID, _ kind: String, _ galaxy: Int64, isStored: Bool
  ) -> StoreError {
    .notFinite(
      table: "score", row: "model \(model), \(kind), galaxy \(galaxy)", column: "value",
      isStored: isStored)
  }

  static func scoreCount(
    _ model: ModelRecord.ID, _ score: ScoreKind, _ db: Database
  ) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM score WHERE model = ? AND kind = ?",
      arguments: [model, score.rawValue]) ?? 0
  }
}
