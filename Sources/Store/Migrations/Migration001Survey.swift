import GRDB

/// Catalogs, their galaxies and the galaxies' pixels.
///
/// Pixels lie in a table of their own, so that listing a million galaxies never pages over blobs.
enum Migration001Survey: NumberedMigration {
  static let identifier = "001-survey"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE catalog (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          source TEXT NOT NULL,
          reader TEXT NOT NULL,
          createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL)
        ) STRICT;

        CREATE TABLE galaxy (
          id INTEGER PRIMARY KEY,
          catalog INTEGER NOT NULL REFERENCES catalog (id),
          objectID TEXT NOT NULL CHECK (objectID <> ''),
          ra REAL CHECK (ra BETWEEN 0 AND 360),
          dec REAL CHECK (dec BETWEEN -90 AND 90),
          redshift REAL,
          knownClass TEXT CHECK (knownClass <> ''),
          attributes TEXT CHECK (attributes IS NULL OR json_valid(attributes)),
          source TEXT NOT NULL,
          sha256 TEXT NOT NULL,
          UNIQUE (catalog, objectID),
          CHECK ((ra IS NULL) = (dec IS NULL))
        ) STRICT;
        CREATE INDEX galaxyByObjectID ON galaxy (objectID);
        CREATE INDEX galaxyBySHA256 ON galaxy (sha256);

        CREATE TABLE cutout (
          galaxy INTEGER PRIMARY KEY REFERENCES galaxy (id) ON DELETE CASCADE,
          format TEXT NOT NULL CHECK (format IN ('uint8', 'float32')),
          width INTEGER NOT NULL CHECK (width > 0),
          height INTEGER NOT NULL CHECK (height > 0),
          channels INTEGER NOT NULL CHECK (channels > 0),
          pixels BLOB NOT NULL,
          CHECK (
            length(pixels)
            = width * height * channels * CASE format WHEN 'uint8' THEN 1 ELSE 4 END)
        ) STRICT;
        """)
  }
}
