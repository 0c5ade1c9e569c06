import Foundation
import GRDB

extension HuntStore {
  /// Numbers of the galaxies a model has no vector for, ascending.
  package func galaxiesLackingEmbedding(
    model: ModelRecord.ID, in catalog: CatalogRecord.ID? = nil, limit: Int? = nil
  ) throws(StoreError) -> [Int64] {
    try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM galaxy
          WHERE NOT EXISTS (
            SELECT 1 FROM embedding INDEXED BY embeddingByModel
            WHERE embedding.model = ? AND embedding.galaxy = galaxy.id)
          """ + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        arguments: [model] + Self.arguments(catalog) + [limit ?? -1])
    }
  }

  /// Stores one vector of each galaxy, row-major in `values`, in one transaction.
  ///
  /// Those of galaxies that have got other pixels since are left out.
  ///
  /// - Returns: how many were stored.
  @discardableResult
  package func writeEmbeddings(
    model: ModelRecord.ID, of galaxies: [GalaxyPixels], dimension: Int, values: [Float]
  ) throws(StoreError) -> Int {
    precondition(
      values.count == galaxies.count * dimension,
      "\(galaxies.count) vectors of length \(dimension) have \(galaxies.count * dimension) values")
    if let fault = FiniteNumbers.firstFault(in: values) {
      throw Self.noVector(model, galaxies[fault / dimension].galaxy, isStored: false)
    }
    guard !galaxies.isEmpty else { return 0 }
    return try write { db in
      let length = try Int.fetchOne(
        db, sql: "SELECT length(vector) / 4 FROM embedding WHERE model = ? LIMIT 1",
        arguments: [model])
      if let length, length != dimension {
        throw StoreError.vectorLength(model: model, length: dimension, expected: length)
      }
      let statement = try db.makeStatement(
        sql: """
          INSERT INTO embedding (model, galaxy, pixelRevision, vector, digest)
          SELECT ?, id, pixelRevision, ?, ? FROM galaxy WHERE id = ? AND pixelRevision = ?
          ON CONFLICT DO UPDATE SET vector = excluded.vector, digest = excluded.digest,
            pixelRevision = excluded.pixelRevision
          """)
      var written = 0
      for (index, pixels) in galaxies.enumerated() {
        let vector = StoredVector(values[index * dimension..<(index + 1) * dimension])
        try statement.execute(
          arguments: [model, vector.blob, vector.digest, pixels.galaxy, pixels.revision])
        written += db.changesCount
      }
      return written
    }
  }

  /// How many galaxies a model has embedded.
  package func embeddingCount(model: ModelRecord.ID) throws(StoreError) -> Int {
    try read { db in try Self.embeddingCount(model, db) }
  }

  /// Every vector of a model, ascending by galaxy, of one catalog or of all.
  package func embeddings(
    model: ModelRecord.ID, in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> EmbeddingMatrix {
    try read { db in
      let count = try Self.embeddingCount(model, db)
      let cursor = try Row.fetchCursor(
        db,
        sql: "SELECT galaxy, vector FROM embedding WHERE model = ?"
          + (catalog == nil
            ? "" : " AND galaxy IN (SELECT id FROM galaxy WHERE catalog = ?)")
          + " ORDER BY galaxy",
        arguments: [model] + Self.arguments(catalog))
      var ids: [Int64] = []
      ids.reserveCapacity(count)
      guard let first = try cursor.next() else {
        return EmbeddingMatrix(ids: [], dimension: 0, values: [])
      }
      let dimension = try first.withUnsafeData(atIndex: 1) { ($0?.count ?? 0) / 4 }
      var failure: (any Error)?
      // Filled in place: growing and zeroing a quarter of a gigabyte takes longer than reading it.
      let values = [Float](unsafeUninitializedCapacity: count * dimension) { buffer, filled in
        do {
          var current: Row? = first
          while let row = current {
            let start = ids.count * dimension
            try row.withUnsafeData(atIndex: 1) { data in
              let length = (data?.count ?? 0) / 4
              guard let data, length == dimension else {
                throw StoreError.vectorLength(model: model, length: length, expected: dimension)
              }
              data.withUnsafeBytes { source in
                LittleEndianFloats.copy(
                  source,
                  to: UnsafeMutableBufferPointer(rebasing: buffer[start..<start + dimension]))
              }
            }
            ids.append(row[0])
            filled = ids.count * dimension
            current = try cursor.next()
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if let fault = FiniteNumbers.firstFault(in: values) {
        throw Self.noVector(model, ids[fault / dimension], isStored: true)
      }
      return EmbeddingMatrix(ids: ids, dimension: dimension, values: values)
    }
  }

  /// The vectors of the given galaxies, in that order; memory holds these alone.
  ///
  /// - Throws: `StoreError.noEmbedding` where the model has not embedded one of them.
  package func embeddings(
    model: ModelRecord.ID, of ids: [Int64]
  ) throws(StoreError) -> EmbeddingMatrix {
    try read { db in
      var dimension = 0
      var values: [Float] = []
      let missing = try GalaxyRows.forEach(
        db, of: ids, "SELECT galaxy, vector FROM embedding WHERE model = ?", [model]
      ) { row, place in
        try row.withUnsafeData(atIndex: 1) { data in
          let length = (data?.count ?? 0) / 4
          if dimension == 0 {
            dimension = length
            values = [Float](repeating: 0, count: ids.count * length)
          }
          guard let data, length == dimension else {
            throw StoreError.vectorLength(model: model, length: length, expected: dimension)
          }
          LittleEndianFloats.copy(data, to: &values, at: place * dimension)
        }
      }
      if let place = missing.first {
        throw StoreError.noEmbedding(model: model, galaxy: ids[place])
      }
      if let fault = FiniteNumbers.firstFault(in: values) {
        throw Self.noVector(model, ids[fault / dimension], isStored: true)
      }
      return EmbeddingMatrix(ids: ids, dimension: dimension, values: values)
    }
  }

  /// One galaxy's vector, nil where the model has not embedded it.
  package func embedding(
    model: ModelRecord.ID, galaxy: Int64
  ) throws(StoreError) -> [Float]? {
    try read { db in
      let vector = try Data.fetchOne(
        db, sql: "SELECT vector FROM embedding WHERE model = ? AND galaxy = ?",
        arguments: [model, galaxy]
      ).map { LittleEndianFloats.decode($0) }
      guard vector.flatMap(FiniteNumbers.firstFault) == nil else {
        throw Self.noVector(model, galaxy, isStored: true)
      }
      return vector
    }
  }

  private static func noVector(
    _ model: ModelRecord.ID, _ galaxy: Int64, isStored: Bool
  ) -> StoreError {
    .notFinite(
      table: "embedding", row: "model \(model), galaxy \(galaxy)", column: "vector",
      isStored: isStored)
  }

  static func embeddingCount(_ model: ModelRecord.ID, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM embedding INDEXED BY embeddingByModel WHERE model = ?",
      arguments: [model]) ?? 0
  }
}
