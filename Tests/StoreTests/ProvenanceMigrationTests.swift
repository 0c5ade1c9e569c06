import Digests
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What becomes of a hunt of the version before.
@Suite struct ProvenanceMigrationTests {
  @Test func aHuntOfTheVersionBeforeKeepsWhatItHas() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "009-lineage")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog (id, name, source, reader, createdAt, recipe)
            VALUES (1, 'tiny', 't.csv', 'csv', '2025-01-01', '{"crop":1}');
          INSERT INTO galaxy (catalog, objectID, source, sha256, redshift) VALUES
            (1, 'G0', 'G0.png', 'd', 0.5), (1, 'G1', 'G1.png', 'e', 9e999);
          INSERT INTO model (
            kind, preset, config, metrics, history, seed, softwareVersion, createdAt, weights)
          VALUES ('embedder', 'p', '{}', '{}', '[]', 0, '0', '2025-01-01', x'616263');
          INSERT INTO embedding VALUES (1, 1, x'0000803f'), (1, 2, x'00000040');
          INSERT INTO score VALUES (1, 1, 'density', 2), (1, 2, 'density', 9e999);
          INSERT INTO shape VALUES (1, 1, x'0000803f');
          INSERT INTO checkpoint VALUES (
            'scorer', '{}', '{}', '[]', 1, 2, 3, '2025-01-01', x'616263');
          """)
    }
    try old.close()
    let store = try HuntStore.open(at: path)
    #expect(try store.embeddings(model: 1).values == [1, 2])
    #expect(try store.scores(model: 1, kind: "density").values == [2])
    #expect(try store.galaxies().map(\.redshift) == [0.5, nil])
    #expect(try store.pixelRevisions(of: [2, 1]).map(\.revision) == [1, 1])
    #expect(try store.catalog(named: "tiny").replacement == nil)
    let abc = SHA256.hexDigest(of: Array("abc".utf8))
    for table in ["model", "checkpoint"] {
      #expect(
        try store.count("SELECT count(*) FROM \(table) WHERE sha256 = '\(abc)'") == 1, "\(table)")
    }
    #expect(try store.weights(of: 1) == Data("abc".utf8))
    // Vectors have no digest yet, and the cutouts are missing here.
    let findings = try store.check(.usual)
    #expect(findings.problems.count == 2 && findings.undigested == 3)
    #expect(try store.repair(findings).digested == 3)
    #expect(try store.pragma("integrity_check") == "ok")
    try store.close()
  }
}
