import Digests
import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// Results belong to the pixels that they were computed from, and catalogs show one thing.
@Suite struct ProvenanceTests {
  private func repainted(_ index: Int, _ value: UInt8 = 200) -> NewGalaxy {
    var galaxy = StoreFixture.galaxy(index, digest: "repainted\(value)")
    galaxy.cutout = StoredCutout(
      shape: StoreFixture.shape, bytes: [UInt8](repeating: value, count: 24))
    return galaxy
  }

  private func model(_ store: HuntStore, _ kind: ModelKind = .embedder) throws -> Int64 {
    try store.save(
      NewModel(kind: kind, preset: "p", weights: Data([1, 2, 3]), softwareVersion: "0"))
  }

  @Test func resultsOfPixelsThatWereReplacedMeanwhileAreLeftOut() throws {
    let fixture = try StoreFixture(galaxies: 3)
    let (store, ids) = (fixture.store, fixture.ids)
    let model = try model(store)
    let before = try store.pixelRevisions(of: ids)
    #expect(before == ids.map { GalaxyPixels(galaxy: $0, revision: 1) })
    try store.insert([repainted(1)], into: fixture.catalog.id, replacing: true)

    #expect(
      try store.writeEmbeddings(model: model, of: before, dimension: 1, values: [1, 2, 3]) == 2)
    #expect(
      try store.writeScores(model: model, kind: "density", of: before, values: [1, 2, 3]) == 2)
    try store.writeShapes(of: before, version: 1, dimension: 1, values: [1, 2, 3])
    try store.writePeaks(of: before, channels: 1, values: [1, 2, 3])
    let others = [ids[0], ids[2]]
    #expect(try store.embeddings(model: model).ids == others)
    #expect(try store.scores(model: model, kind: "density").ids == others)
    #expect(try store.shapes(of: ids, version: 1, dimension: 1).missing == [1])
    #expect(try store.peaks(of: ids, channels: 1).missing == [1])

    let after = try store.pixelRevisions(of: [ids[1]])
    #expect(after == [GalaxyPixels(galaxy: ids[1], revision: 2)])
    #expect(try store.writeEmbeddings(model: model, of: after, dimension: 1, values: [9]) == 1)
    #expect(try store.embeddings(model: model).values == [1, 9, 3])
  }

  @Test func aReplacementOfAResultSaysTheNewPixels() throws {
    let fixture = try StoreFixture(galaxies: 1)
    let (store, ids) = (fixture.store, fixture.ids)
    let model = try model(store)
    try store.writeEmbeddings(model: model, ids: ids, dimension: 1, values: [1])
    try store.insert([repainted(0)], into: fixture.catalog.id, replacing: true)
    try store.writeEmbeddings(model: model, ids: ids, dimension: 1, values: [2])
    #expect(try store.count("SELECT pixelRevision FROM embedding") == 2)
    // The same pixels again are no replacement.
    try store.insert([repainted(0)], into: fixture.catalog.id, replacing: true)
    #expect(try store.embeddings(model: model).values == [2])
  }

  @Test func theSchemaItselfKeepsResultsAndPixelsTogether() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let (store, ids) = (fixture.store, fixture.ids)
    let model = try model(store)
    try store.writeEmbeddings(model: model, ids: ids, dimension: 1, values: [1, 2])
    try store.writeScores(model: model, kind: "density", ids: ids, values: [1, 2])
    try store.writeShapes(ids: ids, version: 1, dimension: 1, values: [1, 2])
    try store.writePeaks(ids: ids, channels: 1, values: [1, 2])
    try store.execute("UPDATE galaxy SET pixelRevision = 2 WHERE id = \(ids[0])")
    for table in ["embedding", "score", "shape", "peak"] {
      #expect(try store.count("SELECT count(*) FROM \(table)") == 1, "\(table)")
    }
    let foreign = [
      "INSERT INTO embedding (model, galaxy, vector) VALUES (\(model), \(ids[0]), x'00000000')",
      "INSERT INTO score (model, kind, galaxy, value) VALUES (\(model), 'x', \(ids[0]), 1)",
      "INSERT INTO shape (galaxy, version, vector) VALUES (\(ids[0]), 1, x'00000000')",
      "INSERT INTO peak (galaxy, vector) VALUES (\(ids[0]), x'00000000')",
    ]
    for sql in foreign { #expect(throws: StoreError.self, "\(sql)") { try run(sql, store) } }
  }

  /// Runs SQL and gives the store's error for what SQLite refuses.
  private func run(_ sql: String, _ store: HuntStore) throws(StoreError) {
    try store.write { db in try db.execute(sql: sql) }
  }

  @Test func numbersThatAreNoneAreRefusedWhereverTheyGo() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let (store, ids) = (fixture.store, fixture.ids)
    let model = try model(store)
    func refused(_ table: String, _ row: String, _ column: String) -> StoreError {
      .notFinite(table: table, row: row, column: column, isStored: false)
    }
    for bad in [Float.nan, .infinity, -.infinity] {
      #expect(throws: refused("embedding", "model \(model), galaxy \(ids[1])", "vector")) {
        try store.writeEmbeddings(model: model, ids: ids, dimension: 2, values: [1, 2, 3, bad])
      }
      #expect(throws: refused("shape", "galaxy \(ids[0])", "vector")) {
        try store.writeShapes(ids: ids, version: 1, dimension: 1, values: [bad, 1])
      }
      #expect(throws: refused("peak", "galaxy \(ids[1])", "vector")) {
        try store.writePeaks(ids: ids, channels: 1, values: [1, bad])
      }
      let score = "model \(model), density, galaxy \(ids[0])"
      #expect(throws: refused("score", score, "value")) {
        try store.writeScores(
          model: model, kind: "density", ids: [ids[0]], values: [Double(bad)])
      }
      var galaxy = StoreFixture.galaxy(7)
      galaxy.facts.redshift = Double(bad)
      #expect(throws: refused("galaxy", "G7", "redshift")) {
        try store.insert([galaxy], into: fixture.catalog.id)
      }
      galaxy.facts.redshift = nil
      galaxy.facts.ra = Double(bad)
      galaxy.facts.dec = Double(bad)
      #expect(throws: refused("galaxy", "G7", "ra")) {
        try store.insert([galaxy], into: fixture.catalog.id)
      }
      let question = NewQuestion(galaxy: ids[0], arm: "random", score: Double(bad))
      #expect(throws: refused("question", "galaxy \(ids[0])", "score")) {
        try store.openRound([question], hunt: fixture.hunt.id)
      }
    }
    #expect(throws: refused("answer", "galaxy \(ids[0])", "dwell")) {
      try store.skip(
        galaxy: ids[0], hunt: fixture.hunt.id, annotator: "ann", dwell: .infinity)
    }
    for sql in [
      "INSERT INTO score (model, kind, galaxy, value) VALUES (\(model), 'x', \(ids[0]), 9e999)",
      "UPDATE galaxy SET redshift = -9e999",
    ] {
      #expect(throws: StoreError.self, "\(sql)") { try run(sql, store) }
    }
  }

  @Test func aStoredNumberThatIsNoneIsNamedAndNotHandedOut() throws {
    let fixture = try StoreFixture(galaxies: 600)
    let (store, ids) = (fixture.store, fixture.ids)
    let model = try model(store)
    try store.writeEmbeddings(
      model: model, ids: ids, dimension: 2, values: (0..<1_200).map(Float.init))
    try store.writeShapes(ids: ids, version: 1, dimension: 1, values: ids.map { Float($0) })
    try store.writePeaks(ids: ids, channels: 1, values: ids.map { Float($0) })
    let nan = "x'000000000000c07f'"
    try store.execute(
      """
      UPDATE embedding SET vector = \(nan) WHERE galaxy = \(ids[598]);
      UPDATE shape SET vector = x'0000807f' WHERE galaxy = \(ids[3]);
      UPDATE peak SET vector = x'000080ff' WHERE galaxy = \(ids[4]);
      """)
    let fault = StoreError.notFinite(
      table: "embedding", row: "model \(model), galaxy \(ids[598])", column: "vector",
      isStored: true)
    #expect(throws: fault) { try store.embeddings(model: model) }
    #expect(throws: fault) { try store.embeddings(model: model, of: [ids[1], ids[598]]) }
    #expect(throws: fault) { try store.embedding(model: model, galaxy: ids[598]) }
    #expect(try store.embeddings(model: model, of: [ids[1]]).values == [2, 3])
    #expect(throws: StoreError.self) { try store.shapes(of: ids, version: 1, dimension: 1) }
    #expect(throws: StoreError.self) { try store.peaks(of: ids, channels: 1) }
  }

  @Test func weightsAndStatesThatChangedAreNotHandedOut() throws {
    let store = try StoreFixture(galaxies: 0).store
    let id = try model(store)
    try store.save(
      CheckpointRecord(
        kind: .scorer, run: "{}", config: "{}", history: "[]", epoch: 1, epochs: 2, step: 3,
        state: Data([1, 2])))
    #expect(try store.weights(of: id) == Data([1, 2, 3]))
    #expect(try store.checkpoint(of: .scorer)?.state == Data([1, 2]))
    try store.execute("UPDATE model SET weights = zeroblob(3); UPDATE checkpoint SET state = x'03'")
    #expect(throws: StoreError.altered(table: "model", row: "model \(id)", column: "weights")) {
      try store.weights(of: id)
    }
    #expect(throws: StoreError.altered(table: "checkpoint", row: "the scorer", column: "state")) {
      try store.checkpoint(of: .scorer)
    }
  }

  @Test func pixelsThatChangedAreNotHandedToModels() throws {
    let fixture = try StoreFixture(galaxies: 0)
    let store = fixture.store
    let galaxies = (0..<3).map { index in
      let bytes = StoreFixture.galaxy(index).cutout.bytes
      return StoreFixture.galaxy(
        index,
        digest: bytes.withUnsafeBytes {
          SHA256.hexDigest(width: 4, height: 2, channels: 3, pixels: $0)
        })
    }
    try store.insert(galaxies, into: fixture.catalog.id)
    let ids = try store.galaxyIDs()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 72, alignment: 1)
    defer { buffer.deallocate() }
    try store.copyPixels(of: ids, StoreFixture.shape, into: buffer)
    #expect(Array(buffer[24..<48]) == galaxies[1].cutout.bytes)
    try store.execute("UPDATE cutout SET pixels = zeroblob(24) WHERE galaxy = \(ids[1])")
    #expect(
      throws: StoreError.altered(table: "cutout", row: "galaxy \(ids[1])", column: "pixels")
    ) { try store.copyPixels(of: ids, StoreFixture.shape, into: buffer) }
    // The first versions noted digests of files, and no fingerprint and recipe.
    try store.execute("UPDATE catalog SET recipe = NULL")
    try store.copyPixels(of: ids, StoreFixture.shape, into: buffer)
    #expect(buffer[24..<48].allSatisfy { $0 == 0 })
  }
}
