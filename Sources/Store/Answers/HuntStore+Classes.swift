package import Foundation
import GRDB
package import Vocabulary

/// Chooses the key of a new class by its name and the keys that other classes of the hunt have; nil
/// gives it none.
package typealias ClassKeyRule = (_ name: String, _ taken: Set<Character>) -> Character?

extension HuntStore {
  /// The hunt's classes in the order they were named, with how many galaxies carry each.
  ///
  /// - Parameter isCounted: whether to count them, which takes as long as there are answers.
  package func classes(
    hunt: HuntRecord.ID, isCounted: Bool = true
  ) throws(StoreError) -> [HuntClass] {
    try read { db in try Self.classes(hunt, isCounted: isCounted, db) }
  }

  /// The hunt's classes by what people call them.
  ///
  /// - Parameter isCounted: whether to count the galaxies of each, which takes as long as there are
  ///   answers.
  package func directory(
    hunt: HuntRecord.ID, isCounted: Bool = true
  ) throws(StoreError) -> ClassDirectory {
    try read { db in try Self.directory(hunt, isCounted: isCounted, db) }
  }

  /// The class of this name, whatever the case; a merged class is not found.
  package func `class`(named name: String, hunt: HuntRecord.ID) throws(StoreError) -> HuntClass {
    try read { db in try Self.find(name, hunt, db) }
  }

  /// Adds a class; `keys` chooses the key that answers with it, and without a rule it has none.
  ///
  /// - Throws: `StoreError.keyTaken` where the rule chooses a key that another class has.
  @discardableResult
  package func addClass(
    _ name: String, interest: Double = 1, hunt: HuntRecord.ID, keys: ClassKeyRule? = nil,
    now: Date = Date()
  ) throws(StoreError) -> HuntClass {
    let name = try ClassName.validated(name)
    let interest = try Self.validated(interest)
    return try write { db in
      try Self.add(name, interest: interest, keys: keys, hunt: hunt, now: now, db)
    }
  }

  /// What a class is of interest that a file of answers or labels is the first to name.
  ///
  /// Whoever has said what they hunt does not hunt what else a file names; before that, all of it
  /// may be.
  package func interestOfNamedClasses(hunt: HuntRecord.ID) throws(StoreError) -> Double {
    try read { db in try Self.interestOfNamedClasses(hunt, db) }
  }

  static func interestOfNamedClasses(_ hunt: HuntRecord.ID, _ db: Database) throws -> Double {
    let isHunting =
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM class
            WHERE hunt = ? AND interest > 0 AND mergedInto IS NULL AND removed = 0)
          """,
        arguments: [hunt]) ?? false
    return isHunting ? 0 : 1
  }

  /// Gives a class another name; answers follow.
  package func renameClass(
    _ name: String, to newName: String, hunt: HuntRecord.ID
  ) throws(StoreError) {
    let newName = try ClassName.validated(newName)
    try write { db in
      let old = try Self.find(name, hunt, db)
      if let other = try Self.directory(hunt, db)[newName], other.id != old.id {
        throw StoreError.classExists(name: other.name)
      }
      try db.execute(
        sql: "UPDATE class SET name = ? WHERE id = ?", arguments: [newName, old.id])
    }
  }

  /// Takes a class away with which no answer stands, and those that were merged into it. The log goes on
  /// to name them where answers were taken back.
  package func removeClass(_ name: String, hunt: HuntRecord.ID) throws(StoreError) {
    try write { db in
      let gone = try Self.find(name, hunt, db)
      let standing =
        try Int.fetchOne(
          db,
          sql: """
            WITH gone AS (SELECT id FROM class WHERE :id IN (id, mergedInto))
            SELECT (SELECT count(*) FROM standingAnswer WHERE class IN gone)
              + (SELECT count(*) FROM reask WHERE class IN gone
                AND NOT EXISTS (SELECT 1 FROM reask AS later WHERE later.retracts = reask.id))
            """, arguments: ["id": gone.id]) ?? 0
      guard standing == 0 else {
        throw StoreError.classInUse(name: gone.name, answers: standing)
      }
      try db.execute(
        sql: "UPDATE class SET removed = 1, \"key\" = NULL WHERE :id IN (id, mergedInto)",
        arguments: ["id": gone.id])
    }
  }

  /// Folds one class into another: its answers count as the other's from now on.
  package func mergeClass(
    _ name: String, into target: String, hunt: HuntRecord.ID
  ) throws(StoreError) {
    try write { db in
      let from = try Self.find(name, hunt, db)
      let into = try Self.find(target, hunt, db)
      guard from.id != into.id else { throw StoreError.mergeIntoItself(name: from.name) }
      // Classes merged earlier point straight at the new target, so that one step always suffices.
      try db.execute(
        sql: "UPDATE class SET mergedInto = ? WHERE id = ? OR mergedInto = ?",
        arguments: [into.id, from.id, from.id])
    }
  }

  /// Sets how much the ranking weighs a class.
  package func weighClass(
    _ name: String, interest: Double, hunt: HuntRecord.ID
  ) throws(StoreError) {
    let interest = try Self.validated(interest)
    try write { db in
      let found = try Self.find(name, hunt, db)
      try db.execute(
        sql: "UPDATE class SET interest = ? WHERE id = ?", arguments: [interest, found.id])
    }
  }

  static func validated(_ interest: Double) throws(StoreError) -> Double {
    guard interest.isFinite, interest >= 0, interest <= 1e6 else {
      throw .invalidInterest("\(interest)")
    }
    return interest
  }

  static func add(
    _ name: String, interest: Double, keys: ClassKeyRule?, hunt: HuntRecord.ID, now: Date,
    _ db: Database
  ) throws -> HuntClass {
    let known = try directory(hunt, isCounted: false, db)
    if let same = known[name] { throw StoreError.classExists(name: same.name) }
    let taken = Set(known.classes.compactMap(\.key))
    let key = keys?(name, taken)
    if let key, taken.contains(key) { throw StoreError.keyTaken(key: key) }
    try db.execute(
      sql: """
        INSERT INTO class (hunt, name, interest, "key", createdAt) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [hunt, name, interest, key.map(String.init), Timestamp.text(now)])
    let made = try db.row(
      of: "class", "SELECT class.*, 0 AS answers FROM class WHERE id = ?", [db.lastInsertedRowID],
      HuntClass.init)
    guard let made else { throw StoreError.noClass(name: name, known: []) }
    return made
  }

  static func classes(
    _ hunt: HuntRecord.ID, isCounted: Bool = true, _ db: Database
  ) throws -> [HuntClass] {
    guard isCounted else {
      return try db.rows(
        of: "class",
        """
        SELECT class.*, 0 AS answers FROM class
        WHERE hunt = ? AND mergedInto IS NULL AND removed = 0 ORDER BY id
        """, [hunt], HuntClass.init)
    }
    return try db.rows(
      of: "class",
      """
      WITH carried AS (
        SELECT class, count(*) AS galaxies FROM currentLabel WHERE hunt = ? GROUP BY class)
      SELECT class.*, coalesce(carried.galaxies, 0) AS answers
      FROM class LEFT JOIN carried ON carried.class = class.id
      WHERE class.hunt = ? AND mergedInto IS NULL AND removed = 0 ORDER BY class.id
      """, [hunt, hunt], HuntClass.init)
  }

  /// Names as they are now, and those of classes that were merged.
  ///
  /// - Parameter isCounted: whether to count the galaxies of each, which takes as long as there are
  ///   answers.
  static func directory(
    _ hunt: HuntRecord.ID, isCounted: Bool = true, _ db: Database
  ) throws -> ClassDirectory {
    let merged: [(name: String, into: HuntClass.ID)] = try db.rows(
      of: "class",
      """
      SELECT id, name, mergedInto FROM class
      WHERE hunt = ? AND mergedInto IS NOT NULL AND removed = 0 ORDER BY id
      """, [hunt]
    ) { (try $0[1], try $0[2]) }
    return ClassDirectory(try classes(hunt, isCounted: isCounted, db), merged: merged)
  }

  static func find(_ name: String, _ hunt: HuntRecord.ID, _ db: Database) throws -> HuntClass {
    let directory = try directory(hunt, db)
    if let found = directory[name] { return found }
    throw StoreError.noClass(name: name, known: directory.classes.map(\.name))
  }
}
