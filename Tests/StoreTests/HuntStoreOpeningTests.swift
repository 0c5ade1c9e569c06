import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// Making and opening the file.
@Suite struct HuntStoreOpeningTests {
  @Test func creationMakesFoldersAndIsHarmlessWhenRepeated() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("deep/er/hunt.sqlite")
    _ = try StoreFixture(galaxies: 3, in: HuntStore.create(at: path))
    #expect(try HuntStore.create(at: path).galaxyCount() == 3)
    #expect(try HuntStore.open(at: path).galaxyCount() == 3)
  }

  @Test func missingFileIsNoWorkspace() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let error = #expect(throws: StoreError.self) { try HuntStore.open(at: path) }
    #expect(error == .notAWorkspace(path: path))
    #expect("\(error!)" == "no hunt here: \(path)")
    #expect(!HuntStore.exists(at: path))
  }

  @Test func textFileIsRefusedAndKept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("not a database, but long enough to be one", to: "hunt.sqlite")
    #expect(throws: StoreError.notADatabase(path: path)) { try HuntStore.open(at: path) }
    #expect(throws: StoreError.notADatabase(path: path)) { try HuntStore.create(at: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("not a database"))
  }

  @Test func folderInPlaceOfTheFileIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.notADatabase(path: folder.path)) {
      try HuntStore.open(at: folder.path)
    }
  }

  #if os(Linux)
    /// Some of the system's files claim no size, and can't be read all the same.
    @Test func whatCannotBeReadIsNoEmptyFile() throws {
      let folder = try TemporaryFolder()
      let path = folder.path("hunt.sqlite")
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "/proc/self/mem")
      let error = #expect(throws: StoreError.self) { try HuntStore.create(at: path) }
      #expect("\(error!)" == "\(path) can't be read: Input/output error")
    }
  #endif

  @Test func anotherProgramsDatabaseIsLeftByteForByte() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (x)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notAHunt(path: path)) { try HuntStore.create(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  @Test func emptyFileBecomesAHunt() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "hunt.sqlite")
    #expect(throws: StoreError.notAWorkspace(path: path)) { try HuntStore.open(at: path) }
    #expect(try HuntStore.create(at: path).galaxyCount() == 0)
  }

  @Test func creationKilledAtItsFirstStepGoesOn() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    // What the header holds once the journal mode is set and before the first table is made.
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = 0; PRAGMA journal_mode = WAL; VACUUM")
    }
    #expect(try HuntStore.create(at: path).galaxyCount() == 0)
  }

  @Test func newerSchemaIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    try HuntStore.create(at: path).close()
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-future')")
    }
    #expect(throws: StoreError.newerSchema(path: path)) { try HuntStore.open(at: path) }
    #expect(throws: StoreError.newerSchema(path: path)) { try HuntStore.openReadOnly(at: path) }
  }

  @Test func readOnlyStoreReadsWhileAnotherWritesAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let fixture = try StoreFixture(galaxies: 2, in: HuntStore.create(at: path))
    let reader = try HuntStore.openReadOnly(at: path)
    #expect(try reader.galaxyCount() == 2)
    try fixture.store.insert([StoreFixture.galaxy(5)], into: fixture.catalog.id)
    #expect(try reader.galaxyCount() == 3)
    #expect(throws: StoreError.notWritable(path: path)) {
      try reader.insert([StoreFixture.galaxy(6)], into: fixture.catalog.id)
    }
  }

  @Test func unwritableFolderIsASentenceAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x", to: "file")
    // A file where a folder is needed fails for root too, unlike permissions.
    let error = #expect(throws: StoreError.self) {
      try HuntStore.create(at: file + "/sub/hunt.sqlite")
    }
    #expect("\(error!)".contains("can't be written"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
  }

  @Test func commitsAreSyncedAndForeignKeysHold() throws {
    let folder = try TemporaryFolder()
    let fixture = try StoreFixture(galaxies: 1, in: HuntStore.create(at: folder.path("h.sqlite")))
    #expect(try fixture.store.pragma("synchronous") == "2")
    #expect(try fixture.store.pragma("journal_mode") == "wal")
    #expect(try fixture.store.pragma("foreign_keys") == "1")
    #expect(try fixture.store.pragma("application_id") == "1095265908")
  }
}
