import Foundation
import Store
import Testing
import Vocabulary

/// Vectors and scores.
@Suite struct HuntStoreEmbeddingsTests {
  private func embedder(_ store: HuntStore) throws -> Int64 {
    try store.save(
      NewModel(kind: .embedder, preset: "p", weights: Data([0]), softwareVersion: "0"))
  }

  @Test func chunksJoinToOneMatrixOrderedByGalaxy() throws {
    let fixture = try StoreFixture(galaxies: 5)
    let model = try embedder(fixture.store)
    let ids = fixture.ids
    try fixture.store.writeEmbeddings(
      model: model, ids: [ids[3], ids[1]], dimension: 2, values: [3, 3.5, 1, 1.5])
    #expect(try fixture.store.galaxiesLackingEmbedding(model: model) == [ids[0], ids[2], ids[4]])
    #expect(try fixture.store.galaxiesLackingEmbedding(model: model, limit: 1) == [ids[0]])
    try fixture.store.writeEmbeddings(
      model: model, ids: [ids[0]], dimension: 2, values: [-0.0, .leastNonzeroMagnitude])
    let matrix = try fixture.store.embeddings(model: model)
    #expect(matrix.ids == [ids[0], ids[1], ids[3]] && matrix.dimension == 2)
    #expect(matrix.values == [-0.0, .leastNonzeroMagnitude, 1, 1.5, 3, 3.5])
    #expect(Array(matrix[2]) == [3, 3.5])
    #expect(try fixture.store.embedding(model: model, galaxy: ids[1]) == [1, 1.5])
    #expect(try fixture.store.embedding(model: model, galaxy: ids[2]) == nil)
    #expect(try fixture.store.embeddingCount(model: model) == 3)
  }

  @Test func modelsAndCatalogsAreKeptApart() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let (one, two) = (try embedder(fixture.store), try embedder(fixture.store))
    let other = try fixture.store.addCatalog(name: "b", source: "b", reader: "csv")
    try fixture.store.insert([StoreFixture.galaxy(0)], into: other.id)
    let ids = try fixture.store.galaxyIDs()
    try fixture.store.writeEmbeddings(model: one, ids: ids, dimension: 1, values: [1, 2, 3])
    #expect(try fixture.store.embeddings(model: one, in: other.id).values == [3])
    #expect(try fixture.store.embeddings(model: two).count == 0)
    #expect(try fixture.store.galaxiesLackingEmbedding(model: two, in: other.id) == [ids[2]])
  }

  @Test func badVectorsAreRefusedWhole() throws {
    let fixture = try StoreFixture(galaxies: 2)
    let model = try embedder(fixture.store)
    try fixture.store.writeEmbeddings(
      model: model, ids: [fixture.ids[0]], dimension: 2, values: [1, 2])
    #expect(throws: StoreError.vectorLength(model: model, length: 3, expected: 2)) {
      try fixture.store.writeEmbeddings(
        model: model, ids: [fixture.ids[1]], dimension: 3, values: [1, 2, 3])
    }
    #expect(throws: StoreError.notFinite(what: "an embedding by model \(model)")) {
      try fixture.store.writeEmbeddings(
        model: model, ids: [fixture.ids[1]], dimension: 2, values: [1, .nan])
    }
    // The second galaxy does not exist, so neither vector may stay.
    #expect(throws: StoreError.self) {
      try fixture.store.writeEmbeddings(
        model: model, ids: [fixture.ids[1], 999], dimension: 2, values: [1, 2, 3, 4])
    }
    #expect(try fixture.store.embeddingCount(model: model) == 1)
  }

  @Test func scoresAreReplacedAndListedByKind() throws {
    let fixture = try StoreFixture(galaxies: 3)
    let store = fixture.store
    let model = try embedder(store)
    try store.writeScores(
      model: model, kind: "density", ids: [fixture.ids[2], fixture.ids[0]], values: [2, 0.5])
    try store.writeScores(model: model, kind: "density", ids: [fixture.ids[0]], values: [-1])
    try store.writeScores(model: model, kind: "fusion", ids: fixture.ids, values: [1, 2, 3])
    let density = try store.scores(model: model, kind: "density")
    #expect(density == ScoreColumn(ids: [fixture.ids[0], fixture.ids[2]], values: [-1, 2]))
    #expect(try store.galaxiesLackingScore(model: model, kind: "density") == [fixture.ids[1]])
    #expect(try store.scoreKinds().map(\.kind) == ["density", "fusion"])
    #expect(try store.scoreKinds().map(\.galaxies) == [2, 3])
    #expect(throws: StoreError.self) {
      try store.writeScores(model: model, kind: "density", ids: fixture.ids, values: [1, .nan, 2])
    }
    #expect(try store.scores(model: model, kind: "density") == density)
  }

  @Test func latestScoresAreTheLastModels() throws {
    let fixture = try StoreFixture(galaxies: 1)
    let (old, new) = (try embedder(fixture.store), try embedder(fixture.store))
    try fixture.store.writeScores(model: new, kind: "density", ids: fixture.ids, values: [2])
    try fixture.store.writeScores(model: old, kind: "density", ids: fixture.ids, values: [1])
    #expect(try fixture.store.latestScores(kind: "density")?.values == [2])
    #expect(try fixture.store.latestScores(kind: "neighbour") == nil)
  }
}
