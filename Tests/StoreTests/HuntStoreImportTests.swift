import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// Importing again: what is new, unchanged, changed, and the same as another.
@Suite struct HuntStoreImportTests {
  private func changed(_ index: Int, _ change: (inout NewGalaxy) -> Void) -> NewGalaxy {
    var galaxy = StoreFixture.galaxy(index)
    change(&galaxy)
    return galaxy
  }

  private func repainted(_ index: Int) -> NewGalaxy {
    changed(index) {
      $0.cutout = StoredCutout(
        shape: StoreFixture.shape, bytes: [UInt8](repeating: 200, count: 24))
      $0.sha256 = "repainted"
      $0.facts.source = "new.png"
    }
  }

  @Test func importingTwiceAddsNothing() throws {
    let fixture = try StoreFixture(galaxies: 5)
    let before = try fixture.store.galaxies()
    let again = try fixture.store.insert(
      (0..<7).map { StoreFixture.galaxy($0) }, into: fixture.catalog.id)
    #expect(again.inserted == 2 && again.skipped == 5 && again.changed.isEmpty)
    #expect(try fixture.store.galaxyCount() == 7)
    #expect(try Array(fixture.store.galaxies().prefix(5)) == before)
  }

  @Test func aChangedPictureIsReportedAndTheFirstKept() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let result = try fixture.store.insert([repainted(1)], into: fixture.catalog.id)
    #expect(
      result.changed == [
        ChangedGalaxy(
          objectID: "G1", source: "new.png", differences: ["picture"], wasReplaced: false)
      ])
    #expect(result.inserted == 0 && result.skipped == 0)
    #expect(try fixture.store.galaxy(objectID: "G1").sha256 == "digest1")
    #expect(
      try fixture.store.cutout(of: fixture.ids[1]) == StoreFixture.galaxy(1).cutout)
  }

  struct Change: Sendable {
    let name: String
    let apply: @Sendable (inout NewGalaxy) -> Void
  }

  @Test(arguments: [
    Change(name: "label") { $0.facts.knownClass = "ring" },
    Change(name: "position") { $0.facts.ra = 7.5 },
    Change(name: "position") { ($0.facts.ra, $0.facts.dec) = (nil, nil) },
    Change(name: "redshift") { $0.facts.redshift = nil },
    Change(name: "attributes") { $0.facts.attributes = ["band": "g"] },
  ])
  func whatTheCatalogSaysOtherwiseIsReportedOrTaken(_ change: Change) throws {
    let fixture = try StoreFixture(galaxies: 3)
    let other = changed(2, change.apply)
    let kept = try fixture.store.insert([other], into: fixture.catalog.id)
    #expect(kept.changed.map(\.differences) == [[change.name]])
    #expect(try fixture.store.galaxy(objectID: "G2").knownClass == "round")
    let taken = try fixture.store.insert([other], into: fixture.catalog.id, replacing: true)
    #expect(taken.changed.map(\.wasReplaced) == [true])
    let now = try fixture.store.galaxy(objectID: "G2")
    #expect(now.knownClass == other.facts.knownClass && now.ra == other.facts.ra)
    #expect(now.redshift == other.facts.redshift && now.attributes == other.facts.attributes)
    #expect(try fixture.store.insert([other], into: fixture.catalog.id).skipped == 1)
  }

  @Test func replacedPixelsDropWhatModelsSaidAndKeepAnswers() throws {
    let fixture = try StoreFixture(galaxies: 3)
    let model = try fixture.store.save(
      NewModel(
        kind: .embedder, preset: "seed", weights: Data([1]), softwareVersion: "1"))
    try fixture.store.writeEmbeddings(
      model: model, ids: fixture.ids, dimension: 2, values: [1, 2, 3, 4, 5, 6])
    try fixture.store.writeScores(
      model: model, kind: "fusion", ids: fixture.ids, values: [0.1, 0.2, 0.3])
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.openRound(0..<3)
    for index in 0..<3 { try fixture.answer(index, "ring") }

    let relabelled = changed(2) { $0.facts.knownClass = "ring" }
    let result = try fixture.store.insert(
      [StoreFixture.galaxy(0), repainted(1), relabelled], into: fixture.catalog.id,
      replacing: true)
    #expect(result.skipped == 1)
    #expect(result.changed.map(\.objectID) == ["G1", "G2"])
    #expect(try fixture.store.cutout(of: fixture.ids[1]).bytes == repainted(1).cutout.bytes)
    #expect(try fixture.store.galaxy(objectID: "G1").source == "new.png")
    // A new label leaves the pixels, and so what was computed from them.
    #expect(
      try fixture.store.galaxiesLackingEmbedding(model: model) == [fixture.ids[1]])
    #expect(
      try fixture.store.galaxiesLackingScore(model: model, kind: "fusion") == [fixture.ids[1]])
    #expect(try fixture.labels() == ["G0": "ring", "G1": "ring", "G2": "ring"])
    #expect(try fixture.store.galaxyIDs() == fixture.ids)
  }

  @Test func onlyWhatLooksTheSameFromOutsideIsUnchanged() throws {
    let fixture = try StoreFixture(galaxies: 0)
    let galaxies = (0..<4).map { index in
      changed(index) { $0.facts.fingerprint = index == 3 ? nil : "looks\(index)" }
    }
    try fixture.store.insert(galaxies, into: fixture.catalog.id)
    var facts = galaxies.map(\.facts)
    facts[1].fingerprint = "touched"
    facts[2].knownClass = "ring"
    facts.append(StoreFixture.galaxy(4).facts)
    #expect(try fixture.store.unchanged(facts, in: fixture.catalog.id) == ["G0"])
    // Once compared and found the same, the new look is known.
    #expect(
      try fixture.store.insert(
        [changed(1) { $0.facts.fingerprint = "touched" }], into: fixture.catalog.id
      ).skipped == 1)
    #expect(try fixture.store.unchanged(facts, in: fixture.catalog.id) == ["G0", "G1"])
    let other = try fixture.store.addCatalog(name: "other", source: "b", reader: "csv")
    #expect(try fixture.store.unchanged(facts, in: other.id).isEmpty)
  }

  @Test func equalPicturesNameTheFirst() throws {
    let fixture = try StoreFixture(galaxies: 4)
    try fixture.store.insert(
      [StoreFixture.galaxy(8, digest: "digest2"), StoreFixture.galaxy(9, digest: "digest2")],
      into: fixture.catalog.id)
    let other = try fixture.store.addCatalog(name: "second", source: "b", reader: "csv")
    try fixture.store.insert(
      [StoreFixture.galaxy(0), StoreFixture.galaxy(7)], into: other.id)
    #expect(
      try fixture.store.duplicates(in: fixture.catalog.id) == [
        DuplicatePicture(objectID: "G8", first: "G2", catalog: "tiny"),
        DuplicatePicture(objectID: "G9", first: "G2", catalog: "tiny"),
      ])
    #expect(
      try fixture.store.duplicates(in: other.id)
        == [DuplicatePicture(objectID: "G0", first: "G0", catalog: "tiny")])
  }

  @Test func aStretchIsKeptUntilAnotherIsGiven() throws {
    let fixture = try StoreFixture(galaxies: 1)
    #expect(try fixture.store.stretch(of: fixture.ids[0]) == nil)
    func add(_ stretch: PictureStretch?) throws -> PictureStretch? {
      try fixture.store.addCatalog(
        name: "tiny", source: "tiny.csv", reader: "csv", stretch: stretch
      ).stretch
    }
    let chosen = PictureStretch(stretch: 5, q: 12)
    #expect(try add(chosen) == chosen)
    #expect(try add(nil) == chosen)
    #expect(try fixture.store.stretch(of: fixture.ids[0]) == chosen)
    #expect(try add(PictureStretch(stretch: 3)) == PictureStretch(stretch: 3, q: 8))
  }

  @Test func aCatalogHasOneRecipe() throws {
    let fixture = try StoreFixture(galaxies: 1)
    let half = CutoutRecipe(crop: 0.5, bands: "i,r,g", arcsec: 20)
    func add(_ recipe: CutoutRecipe, isReplacing: Bool = false) throws -> CutoutRecipe? {
      try fixture.store.addCatalog(
        name: "tiny", source: "tiny.csv", reader: "csv", recipe: recipe, isReplacing: isReplacing
      ).recipe
    }
    #expect(try add(CutoutRecipe()) == CutoutRecipe())
    #expect(throws: StoreError.otherRecipe(name: "tiny", recipe: CutoutRecipe())) { try add(half) }
    // The old one stays until every cutout is the new way.
    #expect(try add(half, isReplacing: true) == CutoutRecipe())
    try fixture.store.insert(
      [StoreFixture.galaxy(0)], into: fixture.catalog.id, replacing: true)
    try fixture.store.finishReplacement(of: "tiny")
    #expect(try add(half) == half)
    #expect("\(half)" == "crop 0.5, bands i,r,g, 20.0 arcseconds a side")
  }

  @Test(arguments: 1...8)
  func aFileOfTheVersionBeforeCanBeOpenedByManyAtOnce(_ attempt: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabasePool(path: path)
    try Schema.migrator.migrate(old, upTo: "004-evaluation")
    try await old.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
    try old.close()
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { try HuntStore.open(at: path, wait: WriteWait(limit: 60)).galaxyCount() }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 0, count: 8))
  }

  @Test func aFileOfTheVersionBeforeIsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "004-evaluation")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog (name, source, reader, createdAt)
          VALUES ('tiny', 'tiny.csv', 'csv', '2025-01-01');
          INSERT INTO galaxy (catalog, objectID, ra, dec, redshift, knownClass, attributes, source,
            sha256) VALUES (1, 'G0', 0, 0, 0.1, 'round', '{"band":"r"}', 'G0.png', 'of the file');
          """)
      try db.execute(
        sql: "INSERT INTO cutout VALUES (1, 'uint8', 4, 2, 3, ?)",
        arguments: [Data(StoreFixture.galaxy(0).cutout.bytes)])
    }
    try old.close()
    let store = try HuntStore.open(at: path)
    let catalog = try store.catalog(named: "tiny")
    #expect(catalog.stretch == nil && catalog.recipe == nil && catalog.galaxies == 1)
    // The digest of old files is not of the pixels; the pixels themselves decide.
    let result = try store.insert([StoreFixture.galaxy(0)], into: catalog.id)
    #expect(result.skipped == 1 && result.changed.isEmpty)
    #expect(try store.galaxy(objectID: "G0").sha256 == "digest0")
  }
}
