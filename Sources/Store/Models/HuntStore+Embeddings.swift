import Foundation
import GRDB

extension HuntStore {
  /// Numbers of the galaxies a model has no vector for, ascending.
  package func galaxiesLackingEmbedding(
    model: ModelRecord.ID, in catalog: CatalogRecord.ID? = nil, limit: Int? = nil
  ) throws(StoreError) -> [Int64] {
    try read { db in
      try db.values(
        of: "galaxy",
        """
        SELECT id FROM galaxy
        WHERE NOT EXISTS (
          SELECT 1 FROM embedding INDEXED BY embeddingByModel
          WHERE embedding.model = ? AND embedding.galaxy = galaxy.id)
        """ + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        [model] + Self.arguments(catalog) + [limit ?? -1])
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
    if let fault = FiniteNumbers.firstFault(in: values, limit: FiniteNumbers.vectorLimit) {
      throw Self.noVector(model, galaxies[fault / dimension].galaxy, isStored: false)
    }
    guard !galaxies.isEmpty else { return 0 }
    return try write(about: [Reference(table: "model", id: model)]) { db in
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
      var ids: [Int64] = []
      ids.reserveCapacity(count)
      var dimension = 0
      var failure: (any Error)?
      // All of them lie in the file: a first one that is longer than its share is damaged, and would
      // have more memory taken than there is.
      let bytes = try Int.fetchOne(
        db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
      let share = (bytes ?? 0) / max(1, count)
      let first: Int? = try db.row(
        of: "embedding",
        "SELECT galaxy, length(vector) FROM embedding WHERE model = ? ORDER BY galaxy LIMIT 1",
        [model]
      ) { row in
        try row.value(1) {
          Self.vectorBytes.contains($0) && $0.isMultiple(of: 4) && $0 <= share
        }
      }
      if let first { dimension = first / 4 }
      // Filled in place: growing and zeroing a quarter of a gigabyte takes longer than reading it.
      let values = [Float](unsafeUninitializedCapacity: count * dimension) { buffer, filled in
        do {
          try db.forEachRow(
            of: "embedding",
            "SELECT galaxy, vector FROM embedding WHERE model = ?"
              + (catalog == nil
                ? "" : " AND galaxy IN (SELECT id FROM galaxy WHERE catalog = ?)")
              + " ORDER BY galaxy", [model] + Self.arguments(catalog)
          ) { row in
            // A damaged index can count fewer vectors than there are, and repeat or disorder them.
            let galaxy: Int64 = try row.value(0) { ids.count < count && $0 > ids.last ?? .min }
            let start = ids.count * dimension
            try Self.copyVector(
              row, model,
              to: UnsafeMutableBufferPointer(rebasing: buffer[start...].prefix(dimension)))
            ids.append(galaxy)
            filled = start + dimension
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if let fault = FiniteNumbers.firstFault(in: values, limit: FiniteNumbers.vectorLimit) {
        throw Self.noVector(model, ids[fault / dimension], isStored: true)
      }
      return EmbeddingMatrix(ids: ids, dimension: ids.isEmpty ? 0 : dimension, values: values)
    }
  }

  /// Bytes that a vector can have.
  private static let vectorBytes = 4...4_000_000

  /// Copies the vector in the second column of a row, which has to be as long as the place for it.
  private static func copyVector(
    _ row: StoredRow, _ model: ModelRecord.ID, to place: UnsafeMutableBufferPointer<Float>
  ) throws {
    try row.withBytes(1) { bytes in
      guard bytes.count == place.count * 4 else {
        throw StoreError.vectorLength(
          model: model, length: bytes.count / 4, expected: place.count)
      }
      LittleEndianFloats.copy(bytes, to: place)
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
        db, of: ids, in: "embedding", "SELECT galaxy, vector FROM embedding WHERE model = ?",
        [model]
      ) { row, place in
        try row.withBytes(1) { bytes in
          let length = bytes.count / 4
          if dimension == 0 {
            guard Self.vectorBytes.contains(bytes.count) else { throw row.damaged(1) }
            dimension = length
            values = [Float](repeating: 0, count: ids.count * length)
          }
          guard bytes.count == dimension * 4 else {
            throw StoreError.vectorLength(model: model, length: length, expected: dimension)
          }
          LittleEndianFloats.copy(bytes, to: &values, at: place * dimension)
        }
      }
      if let place = missing.first {
        throw StoreError.noEmbedding(model: model, galaxy: ids[place])
      }
      if let fault = FiniteNumbers.firstFault(in: values, limit: FiniteNumbers.vectorLimit) {
        throw Self.noVector(model, ids[fault / dimension], isStored: true)
      }
      return EmbeddingMatrix(ids: ids, dimension: dimension, values: values)
    }
  }

  /// What is stored of the given galaxies' vectors, in that order; those of another length count as
  /// missing.
  package func knownEmbeddings(
    model: ModelRecord.ID, of ids: [Int64], dimension: Int
  ) throws(StoreError) -> KnownVectors {
    try vectors(
      of: ids, in: "embedding", "SELECT galaxy, vector FROM embedding WHERE model = ?", [model],
      dimension)
  }

  /// One galaxy's vector, nil where the model has not embedded it.
  package func embedding(
    model: ModelRecord.ID, galaxy: Int64
  ) throws(StoreError) -> [Float]? {
    try read { db in
      let vector = try db.row(
        of: "embedding", "SELECT galaxy, vector FROM embedding WHERE model = ? AND galaxy = ?",
        [model, galaxy]
      ) { row in try row.withBytes(1) { LittleEndianFloats.decode($0) } }
      if let vector, FiniteNumbers.firstFault(in: vector, limit: FiniteNumbers.vectorLimit) != nil {
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
