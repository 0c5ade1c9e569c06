import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// Unfinished trainings.
@Suite struct HuntStoreCheckpointsTests {
  private func checkpoint(_ kind: ModelKind, epoch: Int, state: [UInt8] = [1, 2])
    -> CheckpointRecord
  {
    CheckpointRecord(
      kind: kind, run: #"{"seed":1}"#, config: "{}", history: "[]", epoch: epoch, epochs: 4,
      step: epoch * 10, state: Data(state))
  }

  private func model(_ kind: ModelKind) -> NewModel {
    NewModel(kind: kind, preset: "seed", weights: Data([1]), softwareVersion: "0.1")
  }

  @Test func theNextTakesThePlaceOfTheLast() throws {
    let store = try StoreFixture().store
    #expect(try store.checkpoint(of: .scorer) == nil && store.checkpointEpoch(of: .scorer) == nil)
    try store.save(checkpoint(.scorer, epoch: 1))
    try store.save(checkpoint(.embedder, epoch: 3))
    let second = checkpoint(.scorer, epoch: 2, state: [7])
    try store.save(second)
    #expect(try store.checkpoint(of: .scorer) == second)
    #expect(try store.checkpointEpoch(of: .embedder) == 3)
    try store.discardCheckpoint(of: .scorer)
    try store.discardCheckpoint(of: .scorer)
    #expect(try store.checkpoint(of: .scorer) == nil)
    #expect(try store.checkpointEpoch(of: .embedder) == 3)
  }

  @Test func theFinishedModelTakesItAlong() throws {
    let store = try StoreFixture().store
    try store.save(checkpoint(.scorer, epoch: 1))
    try store.save(checkpoint(.embedder, epoch: 1))
    try store.save(model(.scorer))
    #expect(try store.checkpointEpoch(of: .scorer) == 1, "an imported model ends no training")
    try store.save(model(.scorer), endsTraining: true)
    #expect(try store.checkpointEpoch(of: .scorer) == nil)
    #expect(try store.checkpointEpoch(of: .embedder) == 1)
  }

  @Test func aModelThatIsRefusedLeavesIt() throws {
    let store = try StoreFixture().store
    try store.save(checkpoint(.scorer, epoch: 1))
    var bad = model(.scorer)
    bad.config = "{"
    #expect(throws: StoreError.self) { try store.save(bad, endsTraining: true) }
    #expect(try store.checkpointEpoch(of: .scorer) == 1)
  }

  @Test func whatDoesNotHoldTogetherIsRefused() throws {
    let store = try StoreFixture().store
    #expect(throws: StoreError.self) { try store.save(checkpoint(.scorer, epoch: 5)) }
    #expect(throws: StoreError.self) { try store.save(checkpoint(.scorer, epoch: 0)) }
    #expect(try store.checkpoint(of: .scorer) == nil)
  }

  @Test func aHuntFromBeforeGetsTheTable() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "005-import")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog VALUES (1, 'tiny', 't.csv', 'csv', '2025-01-01', NULL);
          INSERT INTO galaxy (catalog, objectID, source, sha256) VALUES
            (1, 'G0', 'a', 'd'), (1, 'G1', 'b', 'e'), (1, 'G2', 'c', 'f');
          """)
    }
    try old.close()
    let reader = try HuntStore.openReadOnly(at: path)
    #expect(try reader.checkpointEpoch(of: .scorer) == nil)
    let store = try HuntStore.open(at: path)
    #expect(try store.galaxyCount() == 3)
    try store.save(checkpoint(.classifier, epoch: 1))
    #expect(try store.checkpointEpoch(of: .classifier) == 1)
  }
}
