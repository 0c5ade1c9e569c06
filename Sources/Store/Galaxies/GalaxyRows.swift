import GRDB

/// Rows of many galaxies, read in long stretches instead of by one query for each galaxy.
enum GalaxyRows {
  /// Most galaxies that one query goes through.
  private static let stretch = 4_096
  /// Most galaxies that one query names one by one.
  private static let named = 512

  /// Hands the rows of the given galaxies to `body`, each with its place among them.
  ///
  /// Galaxies that follow each other closely come from one range of the table; others are named,
  /// 512 a query. Rows come in any order, and once for each place that a galaxy has in `ids`. They
  /// are there only while `body` runs.
  ///
  /// - Parameters:
  ///   - table: the table that the rows are of.
  ///   - sql: a query whose first column is the galaxy, and that ends in a condition to add to.
  ///   - arguments: what its question marks stand for.
  ///   - column: the galaxy's number in the table.
  /// - Returns: the places of galaxies without a row, ascending.
  static func forEach(
    _ db: Database, of ids: [Int64], in table: String, _ sql: String,
    _ arguments: StatementArguments = [], by column: String = "galaxy",
    _ body: (_ row: StoredRow, _ place: Int) throws -> Void
  ) throws -> [Int] {
    var isThere = [Bool](repeating: false, count: ids.count)
    var start = 0
    while start < ids.count {
      let range = Self.range(of: ids, from: start)
      let end = range ?? min(start + named, ids.count)
      let places = range == nil ? (start..<end).sorted { ids[$0] < ids[$1] } : Array(start..<end)
      let condition =
        range == nil
        ? " AND \(column) IN (\(databaseQuestionMarks(count: places.count)))"
        : " AND \(column) BETWEEN ? AND ?"
      let wanted =
        range == nil
        ? StatementArguments(places.map { ids[$0] }) : [ids[start], ids[end - 1]]
      try db.forEachRow(
        of: table, sql + condition, arguments + wanted, isKept: range != nil
      ) { row in
        let galaxy: Int64 = try row[0]
        var at = places.partitioningIndex { ids[$0] >= galaxy }
        while at < places.count, ids[places[at]] == galaxy {
          try body(row, places[at])
          isThere[places[at]] = true
          at += 1
        }
      }
      start = end
    }
    return isThere.indices.filter { !isThere[$0] }
  }

  /// Where the galaxies from a place on, ascending and at least every other one of their range, end;
  /// nil where they are scattered.
  private static func range(of ids: [Int64], from start: Int) -> Int? {
    var end = start + 1
    let limit = min(start + stretch, ids.count)
    while end < limit, ids[end] > ids[end - 1], ids[end] - ids[end - 1] <= 2 { end += 1 }
    // A short run is not worth a query of its own, unless it is all there is.
    return end - start >= min(named / 4, ids.count - start) ? end : nil
  }
}

extension Array {
  /// The first index at which a condition holds that holds for all elements after it too.
  fileprivate func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
