import Foundation
import Testing
import Vocabulary

@testable import Store

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

  /// A damaged length must not decide how much memory is taken.
  @Test func aFirstVectorBeyondItsShareOfTheFileIsDamaged() throws {
    let fixture = try StoreFixture(galaxies: 5)
    let model = try embedder(fixture.store)
    try fixture.store.writeEmbeddings(
      model: model, ids: fixture.ids, dimension: 1, values: [1, 2, 3, 4, 5])
    try fixture.store.execute(
      "UPDATE embedding SET vector = zeroblob(4000000) WHERE galaxy = \(fixture.ids[0])")
    let error = #expect(throws: StoreError.self) { try fixture.store.embeddings(model: model) }
    guard case .damagedRow? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
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
    #expect(
      throws: StoreError.notFinite(
        table: "embedding", row: "model \(model), galaxy \(fixture.ids[1])", column: "vector",
        isStored: false)
    ) {
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
    #expect(try store.scores(model: model, kind: "fusion").count == 3)
    #expect(throws: StoreError.self) {
      try store.writeScores(model: model, kind: "density", ids: fixture.ids, values: [1, .nan, 2])
    }
    #expect(try store.scores(model: model, kind: "density") == density)
  }

  @Test func latestScoresAreTheLatestModelsOrNone() throws {
    let fixture = try StoreFixture(galaxies: 1)
    let store = fixture.store
    func add(_ kind: ModelKind) throws -> Int64 {
      try store.save(NewModel(kind: kind, preset: "p", weights: Data([0]), softwareVersion: "0"))
    }
    func write(_ model: Int64, _ score: ScoreKind, _ value: Double) throws {
      try store.writeScores(
        model: model, kind: score.rawValue, ids: fixture.ids, values: [value])
    }
    #expect(try store.latestScores(.density) == nil)
    let (old, scorer, new) = (try add(.embedder), try add(.scorer), try add(.embedder))
    try write(new, .density, 2)
    for score in ScoreKind.stored { try write(old, score, 1) }
    #expect(try store.latestScores(.density)?.values == [2])
    for score in ScoreKind.stored where score != .density {
      #expect(try store.latestScores(score) == nil, "\(score) of the old embedder is out of date")
    }
    try write(scorer, .reconstruction, 3)
    try write(scorer, .fusion, 3)
    #expect(try store.latestScores(.reconstruction)?.values == [3])
    #expect(try store.latestScores(.fusion) == nil, "a fusion is the embedder's")
    _ = try add(.scorer)
    #expect(try store.latestScores(.reconstruction) == nil)
    #expect(try store.latestScores(.density)?.values == [2])
  }

  /// Galaxies close together, in a row with gaps, scattered, backwards and more than once.
  @Test(arguments: [
    Array(0..<900), Array(100..<101), Array(stride(from: 0, to: 900, by: 2)),
    Array(stride(from: 3, to: 900, by: 7)), Array((0..<900).reversed()), [5, 5, 899, 0, 5],
    Array(0..<300) + Array(stride(from: 899, to: 300, by: -3)) + Array(0..<300), [],
  ])
  func vectorsComeInTheOrderAskedFor(_ rows: [Int]) throws {
    let fixture = try StoreFixture(galaxies: 900)
    let model = try embedder(fixture.store)
    try fixture.store.writeEmbeddings(
      model: model, ids: fixture.ids, dimension: 2, values: (0..<1_800).map(Float.init))
    let wanted = rows.map { fixture.ids[$0] }
    let matrix = try fixture.store.embeddings(model: model, of: wanted)
    #expect(matrix.ids == wanted)
    #expect(matrix.values == rows.flatMap { [Float(2 * $0), Float(2 * $0 + 1)] })
    #expect(try fixture.store.galaxies(ids: wanted).map(\.id) == wanted)
    let pixels = try fixture.store.pixels(of: wanted)
    #expect(pixels.ids == wanted)
    for (place, row) in rows.enumerated() {
      #expect(pixels[place].first == UInt8(truncatingIfNeeded: row))
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    let fixture = try StoreFixture(galaxies: 5)
    let model = try embedder(fixture.store)
    let ids = fixture.ids
    try fixture.store.writeEmbeddings(
      model: model, ids: [ids[0], ids[1], ids[4]], dimension: 1, values: [1, 2, 3])
    for wanted in [ids, [ids[4], ids[3]]] {
      let galaxy = wanted.first { [ids[2], ids[3]].contains($0) }!
      #expect(throws: StoreError.noEmbedding(model: model, galaxy: galaxy)) {
        try fixture.store.embeddings(model: model, of: wanted)
      }
    }
    #expect(throws: StoreError.noGalaxy(objectID: "#77")) {
      try fixture.store.galaxies(ids: [ids[0], 77])
    }
    try fixture.store.execute(
      "UPDATE embedding SET vector = x'0000000000000000' WHERE galaxy = \(ids[1])")
    #expect(throws: StoreError.vectorLength(model: model, length: 2, expected: 1)) {
      try fixture.store.embeddings(model: model, of: [ids[0], ids[1]])
    }
  }
}
