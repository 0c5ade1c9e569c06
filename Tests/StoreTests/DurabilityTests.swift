import Foundation
import Store
import TestSupport
import Testing
import Vocabulary

/// What is left when a process or a disk gives up.
@Suite struct DurabilityTests {
  /// Copies the file and its log as they lie on disk, which is what a killed process leaves.
  private func crashCopy(_ folder: TemporaryFolder, to name: String) throws -> String {
    for suffix in ["", "-wal"] {
      let file = folder.path("hunt.sqlite") + suffix
      if FileManager.default.fileExists(atPath: file) {
        try FileManager.default.copyItem(atPath: file, toPath: folder.path(name) + suffix)
      }
    }
    return folder.path(name)
  }

  @Test func everyConfirmedAnswerSurvivesAKill() throws {
    let folder = try TemporaryFolder()
    let fixture = try StoreFixture(in: HuntStore.create(at: folder.path("hunt.sqlite")))
    try fixture.openRound(0..<5)
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    for index in 0..<5 {
      try fixture.answer(index, "ring")
      let copy = try HuntStore.open(at: crashCopy(folder, to: "copy\(index).sqlite"))
      let labels = try copy.labels(hunt: fixture.hunt.id).map(\.objectID)
      #expect(labels == (0...index).map { "G\($0)" })
      #expect(try copy.openQuestions(hunt: fixture.hunt.id).count == 4 - index)
      #expect(try copy.pragma("integrity_check") == "ok")
    }
  }

  @Test func tornLastCommitIsDroppedWhole() throws {
    let folder = try TemporaryFolder()
    let fixture = try StoreFixture(in: HuntStore.create(at: folder.path("hunt.sqlite")))
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.answer(0, "ring")
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path("hunt.sqlite-wal"))).count
    try fixture.answer(1, "ring")
    let path = try crashCopy(folder, to: "torn.sqlite")
    let handle = try #require(FileHandle(forWritingAtPath: path + "-wal"))
    try handle.truncate(atOffset: UInt64(before + 100))
    try handle.close()
    let torn = try HuntStore.open(at: path)
    #expect(try torn.labels(hunt: fixture.hunt.id).map(\.objectID) == ["G0"])
    #expect(try torn.pragma("integrity_check") == "ok")
  }

  @Test func closedFileIsCompleteOnItsOwn() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let fixture = try StoreFixture(in: HuntStore.create(at: path))
    try fixture.store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["hunt.sqlite"])
    #expect(try HuntStore.openReadOnly(at: path).galaxyCount() == 10)
  }

  @Test func secondWriterIsToldThatTheFileIsBusy() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let fixture = try StoreFixture(galaxies: 1, in: HuntStore.create(at: path))
    let second = try HuntStore.open(at: path, wait: WriteWait(limit: 0.05))
    try fixture.store.whileLocked {
      let error = #expect(throws: StoreError.self) {
        try second.insert([StoreFixture.galaxy(3)], into: fixture.catalog.id)
      }
      #expect(error == .busy(path: path))
      #expect("\(error!)".contains("another process is writing"))
      // Reading goes on beside the writer.
      let seen = try second.galaxyCount()
      #expect(seen == 1)
    }
    #expect(try second.insert([StoreFixture.galaxy(3)], into: fixture.catalog.id).inserted == 1)
  }

  @Test func aLostRaceSaysWhatIsGone() throws {
    let fixture = try StoreFixture()
    let model = try fixture.store.save(
      NewModel(kind: .embedder, preset: "p", weights: Data([1]), softwareVersion: "0"))
    let hunt = fixture.hunt.id
    let ring = try fixture.store.addClass("ring", hunt: hunt)
    try fixture.store.removeModel(model)
    let gone = StoreError.removedMeanwhile(what: "model \(model)")
    #expect(throws: gone) {
      try fixture.store.writeEmbeddings(
        model: model, ids: [fixture.ids[0]], dimension: 1, values: [1])
    }
    #expect(throws: gone) {
      try fixture.store.writeScores(
        model: model, kind: "fusion", ids: [fixture.ids[0]], values: [1])
    }
    #expect(throws: gone) {
      try fixture.store.saveEvaluation(name: "replay", payload: "{}", model: model)
    }
    #expect(throws: gone) {
      try fixture.store.save(
        NewModel(
          kind: .finetuned, preset: "p", weights: Data([1]), parent: model, softwareVersion: "0"))
    }
    #expect(throws: gone) {
      try fixture.store.openRound(
        [NewQuestion(galaxy: fixture.ids[0], arm: "random", score: 0)], hunt: hunt, model: model)
    }
    #expect(throws: StoreError.removedMeanwhile(what: "galaxy 99")) {
      try fixture.store.answer(galaxy: 99, class: ring.id, hunt: hunt, annotator: "ann")
    }
    #expect(try fixture.store.rounds(hunt: hunt).isEmpty)
  }

  @Test func writersTakeTurns() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let fixture = try StoreFixture(galaxies: 0, in: HuntStore.create(at: path))
    let catalog = fixture.catalog.id
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try HuntStore.open(at: path, wait: WriteWait(limit: 60))
          for index in 0..<25 {
            try store.insert([StoreFixture.galaxy(writer * 25 + index)], into: catalog)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.store.galaxyCount() == 100)
  }

  @Test func fullDiskKeepsWhatWasCommitted() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let fixture = try StoreFixture(galaxies: 5, in: HuntStore.create(at: path))
    let pages = try #require(try fixture.store.pragma("page_count"))
    // A limit on pages is how SQLite reports a volume without room.
    _ = try fixture.store.pragma("max_page_count = \(pages)")
    #expect(throws: StoreError.diskFull(path: path)) {
      try fixture.store.insert(
        (100..<2000).map { StoreFixture.galaxy($0) }, into: fixture.catalog.id)
    }
    #expect(try fixture.store.galaxyCount() == 5)
    _ = try fixture.store.pragma("max_page_count = 1000000")
    #expect(
      try fixture.store.insert([StoreFixture.galaxy(100)], into: fixture.catalog.id).inserted == 1)
  }

  @Test func damagedFileIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    try StoreFixture(galaxies: 2000, in: HuntStore.create(at: path)).store.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 8192)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 400_000))
    try handle.close()
    let error = #expect(throws: StoreError.self) {
      let store = try HuntStore.open(at: path)
      _ = try store.galaxies()
      _ = try store.duplicates(in: 1)
    }
    #expect("\(error!)".contains(path) && "\(error!)".contains("damaged"))
  }
}
