import Foundation
import Store
import Testing
import Vocabulary

/// Models, and what they wrote.
@Suite struct HuntStoreModelsTests {
  private func model(_ kind: ModelKind, parent: Int64? = nil, weights: [UInt8] = [1, 2, 3])
    -> NewModel
  {
    NewModel(
      kind: kind, preset: "small", config: #"{"latent":64}"#, metrics: #"{"loss":0.5}"#,
      history: #"[{"loss":1},{"loss":0.5}]"#, weights: Data(weights), parent: parent, seed: 11,
      softwareVersion: "0.1")
  }

  @Test func modelsComeBackWithTheirWeights() throws {
    let store = try StoreFixture().store
    let id = try store.save(model(.embedder), now: StoreFixture.time(1.25))
    let stored = try store.model(id: id)
    #expect(stored.kind == .embedder && stored.preset == "small" && stored.seed == 11)
    #expect(stored.config == #"{"latent":64}"# && stored.metrics == #"{"loss":0.5}"#)
    #expect(stored.history.hasPrefix("[{") && stored.weightBytes == 3)
    #expect(stored.createdAt == "2025-02-19T21:20:01.250Z")
    #expect(try store.weights(of: id) == Data([1, 2, 3]))
  }

  @Test func latestIsTheLastOfItsKind() throws {
    let store = try StoreFixture().store
    #expect(try store.latestModel(kind: .scorer) == nil)
    let first = try store.save(model(.embedder))
    try store.save(model(.scorer))
    let last = try store.save(model(.embedder, parent: first))
    #expect(try store.latestModel(kind: .embedder)?.id == last)
    #expect(try store.latestModel(kind: .embedder)?.parent == first)
    #expect(try store.latestModelID(kind: .embedder) == last)
    #expect(try store.latestModelID(kind: .finetuned) == nil)
    #expect(try store.models().count == 3 && store.models(kind: .embedder).count == 2)
  }

  @Test func removalTakesVectorsAndScoresAlongAndNumbersStayUnique() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let store = fixture.store
    let first = try store.save(model(.embedder))
    let heir = try store.save(model(.embedder, parent: first))
    try store.writeEmbeddings(model: first, ids: fixture.ids, dimension: 1, values: [1, 2])
    try store.writeScores(model: first, kind: "density", ids: fixture.ids, values: [1, 2])
    try store.openRound(
      [NewQuestion(galaxy: fixture.ids[0], arm: "novelty", score: 1)], hunt: fixture.hunt.id,
      model: first)
    try store.removeModel(first)
    #expect(try store.embeddingCount(model: first) == 0)
    #expect(try store.scores(model: first, kind: "density").count == 0)
    #expect(try store.model(id: heir).parent == nil)
    #expect(try store.rounds(hunt: fixture.hunt.id)[0].model == nil)
    try store.removeModel(heir)
    #expect(try store.save(model(.finetuned)) > heir)
    #expect(throws: StoreError.noModel(id: first)) { try store.removeModel(first) }
    #expect(throws: StoreError.noModel(id: first)) { try store.weights(of: first) }
  }

  @Test func brokenJSONIsRefused() throws {
    let store = try StoreFixture().store
    var bad = model(.classifier)
    bad.metrics = "{loss"
    #expect(throws: StoreError.self) { try store.save(bad) }
    #expect(try store.models().isEmpty)
  }

  @Test func evaluationsAreKeptByName() throws {
    let store = try StoreFixture().store
    let id = try store.save(model(.classifier))
    try store.saveEvaluation(name: "classifier", payload: #"{"auc":0.9}"#, model: id)
    try store.saveEvaluation(name: "hunt", payload: "{}")
    let found = try store.evaluations(name: "classifier")
    #expect(found.map(\.payload) == [#"{"auc":0.9}"#] && found[0].model == id)
    #expect(try store.evaluations().count == 2)
  }
}
