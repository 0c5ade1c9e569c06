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
  package func writeShapes(
    ids: [Int64], version: Int, dimension: Int, values: [Float]
  ) throws(StoreError) {
    try write(
      values, of: ids, dimension,
      """
      INSERT INTO shape (galaxy, vector, version) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET vector = excluded.vector, version = excluded.version
      """, [version])
  }

  /// The largest value of each channel of the given galaxies, in that order.
  package func peaks(of ids: [Int64], channels: Int) throws(StoreError) -> KnownVectors {
    try vectors(
      of: ids, in: "peak", "SELECT galaxy, vector FROM peak WHERE true", [], channels)
  }

  /// Stores the largest value of each channel, row-major in `values`, in one transaction.
  package func writePeaks(
    ids: [Int64], channels: Int, values: [Float]
  ) throws(StoreError) {
    try write(
      values, of: ids, channels,
      """
      INSERT INTO peak (galaxy, vector) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET vector = excluded.vector
      """, [])
  }

  private func vectors(
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
      return KnownVectors(
        dimension: dimension, values: values,
        missing: unfit.isEmpty ? missing : (missing + unfit).sorted())
    }
  }

  private func write(
    _ values: [Float], of ids: [Int64], _ dimension: Int, _ sql: String,
    _ arguments: StatementArguments
  ) throws(StoreError) {
    precondition(
      values.count == ids.count * dimension,
      "\(ids.count) vectors of length \(dimension) have \(ids.count * dimension) values")
    guard !ids.isEmpty else { return }
    try write { db in
      let statement = try db.cachedStatement(sql: sql)
      for (index, id) in ids.enumerated() {
        let vector = LittleEndianFloats.encode(values[index * dimension..<(index + 1) * dimension])
        try statement.execute(arguments: [id, vector] + arguments)
      }
    }
  }
}
