import Foundation
import GRDB

/// What is measured on a galaxy's pixels alone, and so only once: new pixels drop it.
extension HuntStore {
  /// Measured shapes of the given galaxies, in that order.
  ///
  /// - Parameters:
  ///   - version: the version of the measurement; shapes by another one count as missing.
  ///   - dimension: numbers that a shape has; shapes of another length count as missing.
  package func shapes(
    of ids: [Int64], version: Int, dimension: Int
  ) throws(StoreError) -> KnownVectors {
    try vectors(
      of: ids, in: "shape", "SELECT galaxy, vector FROM shape WHERE version = ?", [version],
      dimension)
  }

  /// Stores measured shapes, row-major in `values`, in one transaction; older ones are replaced.
  ///
  /// Those of galaxies that have got other pixels since are left out.
  package func writeShapes(
    of galaxies: [GalaxyPixels], version: Int, dimension: Int, values: [Float]
  ) throws(StoreError) {
    try write(
      "shape", values, of: galaxies, dimension,
      """
      INSERT INTO shape (galaxy, pixelRevision, vector, digest, version)
      SELECT id, pixelRevision, ?, ?, ? FROM galaxy WHERE id = ? AND pixelRevision = ?
      ON CONFLICT DO UPDATE SET vector = excluded.vector, version = excluded.version,
        digest = excluded.digest, pixelRevision = excluded.pixelRevision
      """, [version])
  }

  /// The largest value of each channel of the given galaxies, in that order.
  package func peaks(of ids: [Int64], channels: Int) throws(StoreError) -> KnownVectors {
    try vectors(
      of: ids, in: "peak", "SELECT galaxy, vector FROM peak WHERE true", [], channels)
  }

  /// Stores the largest value of each channel, row-major in `values`, in one transaction.
  ///
  /// Those of galaxies that have got other pixels since are left out.
  package func writePeaks(
    of galaxies: [GalaxyPixels], channels: Int, values: [Float]
  ) throws(StoreError) {
    try write(
      "peak", values, of: galaxies, channels,
      """
      INSERT INTO peak (galaxy, pixelRevision, vector, digest)
      SELECT id, pixelRevision, ?, ? FROM galaxy WHERE id = ? AND pixelRevision = ?
      ON CONFLICT DO UPDATE SET vector = excluded.vector, digest = excluded.digest,
        pixelRevision = excluded.pixelRevision
      """, [])
  }

  /// What is stored of the given galaxies' vectors in a table.
  func vectors(
    of ids: [Int64], in table: String, _ sql: String, _ arguments: StatementArguments,
    _ dimension: Int
  ) throws(StoreError) -> KnownVectors {
    try read { db in
      var values = [Float](repeating: 0, count: ids.count * dimension)
      var unfit: [Int] = []
      let missing = try GalaxyRows.forEach(db, of: ids, in: table, sql, arguments) { row, place in
        try row.withBytes(1) { data in
          guard data.count == dimension * 4 else { return unfit.append(place) }
          LittleEndianFloats.copy(data, to: &values, at: place * dimension)
        }
      }
      if let fault = FiniteNumbers.firstFault(in: values) {
        throw StoreError.notFinite(
          table: table, row: "galaxy \(ids[fault / dimension])", column: "vector", isStored: true)
      }
      return KnownVectors(
        dimension: dimension, values: values,
        missing: unfit.isEmpty ? missing : (missing + unfit).sorted())
    }
  }

  private func write(
    _ table: String, _ values: [Float], of galaxies: [GalaxyPixels], _ dimension: Int,
    _ sql: String, _ arguments: StatementArguments
  ) throws(StoreError) {
    precondition(
      values.count == galaxies.count * dimension,
      "\(galaxies.count) vectors of length \(dimension) have \(galaxies.count * dimension) values")
    guard !galaxies.isEmpty else { return }
    if let fault = FiniteNumbers.firstFault(in: values) {
      throw .notFinite(
        table: table, row: "galaxy \(galaxies[fault / dimension].galaxy)", column: "vector",
        isStored: false)
    }
    try write { db in
      let statement = try db.cachedStatement(sql: sql)
      for (index, pixels) in galaxies.enumerated() {
        let vector = StoredVector(values[index * dimension..<(index + 1) * dimension])
        try statement.execute(
          arguments: [vector.blob, vector.digest] + arguments + [pixels.galaxy, pixels.revision])
      }
    }
  }
}
