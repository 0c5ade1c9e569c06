import Testing

@testable import Store

/// What the schema itself refuses, whatever program writes.
@Suite struct SchemaTests {
  @Test func migrationsAreNumberedInOrder() {
    let identifiers = Schema.migrations.map { $0.identifier }
    #expect(identifiers == identifiers.sorted())
    #expect(Set(identifiers).count == identifiers.count)
  }

  /// Without it, every opening makes the whole schema in memory to compare.
  @Test func theDigestIsThatOfTheMigrations() throws {
    let store = try StoreFixture().store
    let digest = try store.read { try SchemaCheck.digest(of: $0) }
    #expect(digest == Schema.digest)
  }

  @Test func everyTableIsStrictAndIntact() throws {
    let store = try StoreFixture().store
    let tables = """
      SELECT count(*) FROM pragma_table_list
      WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'
        AND name <> 'grdb_migrations'
      """
    #expect(try store.count(tables) == 18)
    #expect(try store.count(tables + " AND strict = 0") == 0)
    #expect(try store.pragma("integrity_check") == "ok")
    #expect(try store.pragma("foreign_key_check") == nil)
  }

  @Test(arguments: [
    "UPDATE galaxy SET ra = 400",
    "UPDATE galaxy SET dec = -91",
    "UPDATE galaxy SET dec = NULL",
    "UPDATE galaxy SET objectID = ''",
    "UPDATE galaxy SET objectID = 'G1'",
    "UPDATE galaxy SET attributes = '{'",
    "UPDATE galaxy SET catalog = 99",
    "UPDATE cutout SET width = 5",
    "UPDATE cutout SET format = 'jpeg'",
    "INSERT INTO class (hunt, name, interest, createdAt) VALUES (1, 'x', -1, '2025-01-01')",
    "INSERT INTO class (hunt, name, interest, createdAt) VALUES (1, 'x', 1, 'yesterday')",
    "INSERT INTO class (hunt, name, interest, key, createdAt)"
      + " VALUES (1, 'x', 1, 'ab', '2025-01-01')",
    "INSERT INTO hunt (name, goal, createdAt) VALUES ('hunt', '', '2025-01-01')",
    "INSERT INTO embedding (model, galaxy, vector) VALUES (9, 1, x'00000000')",
    "INSERT INTO shape (galaxy, version, vector) VALUES (99, 1, x'00000000')",
    "INSERT INTO shape (galaxy, version, vector) VALUES (1, 0, x'00000000')",
    "INSERT INTO shape (galaxy, version, vector) VALUES (1, 1, x'000000')",
    "INSERT INTO peak (galaxy, vector) VALUES (1, x'')",
  ])
  func refuses(sql: String) throws {
    let store = try StoreFixture().store
    #expect(throws: (any Error).self) { try store.execute(sql) }
  }
}
