import Digests
import Foundation
import GRDB

/// Which pixels a result was computed from, whether a catalog is half replaced, and digests by which
/// damage is told.
///
/// A galaxy's pixels have a revision, which every replacement raises. Vectors, scores, shapes and
/// peaks say of which revision they are; those of another can't come in, and a new revision drops what
/// there is, whatever program writes. Rows of older files count as of the pixels that are there.
///
/// Cutouts of a catalog that were made by one recipe share a number. While all of them are being
/// replaced, the catalog says by what recipe and under which number.
enum Migration010Provenance: NumberedMigration {
  static let identifier = "010-provenance"

  static func migrate(_ db: Database) throws {
    // No reader ever gave such numbers, and the new constraints would refuse the file for them.
    try db.execute(
      sql: """
        UPDATE galaxy SET redshift = NULL WHERE abs(redshift) = 9e999;
        DELETE FROM score WHERE abs(value) = 9e999;
        """)
    try db.execute(sql: columns)
    try db.execute(sql: triggers)
    try addDigests(db)
  }

  private static let columns = """
    ALTER TABLE galaxy ADD COLUMN pixelRevision INTEGER NOT NULL DEFAULT 1
      CHECK (pixelRevision > 0 AND abs(redshift) < 9e999);
    ALTER TABLE galaxy ADD COLUMN recipeNumber INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE catalog ADD COLUMN recipeNumber INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE catalog ADD COLUMN replacement TEXT
      CHECK (replacement IS NULL OR json_valid(replacement));

    ALTER TABLE embedding ADD COLUMN pixelRevision INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE score ADD COLUMN pixelRevision INTEGER NOT NULL DEFAULT 1
      CHECK (abs(value) < 9e999);
    ALTER TABLE shape ADD COLUMN pixelRevision INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE peak ADD COLUMN pixelRevision INTEGER NOT NULL DEFAULT 1;

    ALTER TABLE embedding ADD COLUMN digest INTEGER;
    ALTER TABLE shape ADD COLUMN digest INTEGER;
    ALTER TABLE peak ADD COLUMN digest INTEGER;
    ALTER TABLE model ADD COLUMN sha256 TEXT;
    ALTER TABLE checkpoint ADD COLUMN sha256 TEXT;
    """

  private static let triggers =
    """
    CREATE TRIGGER newPixelsDropResults AFTER UPDATE OF pixelRevision ON galaxy
    WHEN NEW.pixelRevision <> OLD.pixelRevision
    BEGIN
      DELETE FROM shape WHERE galaxy = NEW.id;
      DELETE FROM peak WHERE galaxy = NEW.id;
      DELETE FROM score WHERE galaxy = NEW.id;
      DELETE FROM embedding WHERE model IN (SELECT id FROM model) AND galaxy = NEW.id;
    END;

    CREATE TRIGGER questionScoreIsFinite BEFORE INSERT ON question
    WHEN abs(NEW.score) = 9e999
    BEGIN SELECT RAISE (ABORT, 'the score of a question is a finite number'); END;

    """
    + ["embedding", "score", "shape", "peak"].map { table in
      """
      CREATE TRIGGER \(table)IsOfThesePixels BEFORE INSERT ON \(table)
      WHEN NEW.pixelRevision IS NOT (SELECT pixelRevision FROM galaxy WHERE id = NEW.galaxy)
      BEGIN SELECT RAISE (ABORT, 'this \(table) is of other pixels than the galaxy has'); END;
      """
    }.joined(separator: "\n\n")

  /// There are few models, and few megabytes of each; vectors get their digests from a repair.
  private static func addDigests(_ db: Database) throws {
    for (table, column, key) in [("model", "weights", "id"), ("checkpoint", "state", "kind")] {
      let rows = try Row.fetchCursor(db, sql: "SELECT \(key), \(column) FROM \(table)")
      var digests: [(DatabaseValue, String)] = []
      while let row = try rows.next() {
        let digest = try row.withUnsafeData(atIndex: 1) { data in
          data?.withUnsafeBytes { SHA256.hexDigest(of: $0) }
        }
        if let digest { digests.append((row[0], digest)) }
      }
      for (row, digest) in digests {
        try db.execute(
          sql: "UPDATE \(table) SET sha256 = ? WHERE \(key) = ?", arguments: [digest, row])
      }
    }
  }
}
