import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Store

/// How SQLite goes about the queries of commands that a person waits for.
@Suite struct QueryPlanTests {
  /// Notes every statement that a store runs, with its arguments in their places.
  private final class Notes: @unchecked Sendable {
    private let lock = NSLock()
    private var noted: Set<String> = []

    var statements: Set<String> { lock.withLock { noted } }
    func note(_ sql: String) { lock.withLock { _ = noted.insert(sql) } }
    func clear() { lock.withLock { noted = [] } }
  }

  @Test func noScoreOrVectorOfAnotherModelIsWalkedThrough() throws {
    let notes = Notes()
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      db.trace(options: .statement) {
        if case .statement(let statement) = $0 { notes.note(statement.expandedSQL) }
      }
    }
    let queue = try DatabaseQueue(configuration: configuration)
    try Schema.migrator.migrate(queue)
    let fixture = try StoreFixture(
      galaxies: 40, in: HuntStore(path: ":memory:", writer: queue))
    let (store, hunt, ids) = (fixture.store, fixture.hunt.id, fixture.ids)
    var models: [ModelKind: Int64] = [:]
    for kind in [ModelKind.embedder, .scorer, .finetuned, .embedder, .scorer] {
      let model = try store.save(
        NewModel(kind: kind, preset: "p", weights: Data([1]), softwareVersion: "0"))
      models[kind] = model
      try store.writeEmbeddings(
        model: model, ids: ids, dimension: 1, values: ids.map { Float($0) })
      for score in ScoreKind.stored {
        try store.writeScores(
          model: model, kind: score.rawValue, ids: ids, values: ids.map { Double($0) })
      }
    }
    let embedder = try #require(models[.embedder])
    try fixture.openRound(0..<4)
    try store.addClass("ring", hunt: hunt)
    try fixture.answer(0, "ring")

    notes.clear()
    // status
    _ = try store.status(hunt: hunt)
    _ = try store.embeddingCount(model: embedder)
    // rank
    for score in ScoreKind.stored { #expect(try store.latestScores(score)?.count == 40) }
    #expect(try store.embeddings(model: embedder).count == 40)
    _ = try store.embeddings(model: embedder, of: [ids[7], ids[3], ids[30]])
    _ = try store.galaxies(ids: [ids[7], ids[3], ids[30]])
    _ = try store.pixels(of: [ids[9], ids[2]])
    _ = try store.classes(hunt: hunt)
    _ = try store.currentLabels(hunt: hunt)
    // round
    _ = try store.askedGalaxyIDs(hunt: hunt)
    _ = try store.questions(hunt: hunt)
    try fixture.openRound(10..<14)
    // what embedding and scoring ask first
    #expect(try store.galaxiesLackingEmbedding(model: embedder).isEmpty)
    #expect(try store.galaxiesLackingScore(model: embedder, kind: "fusion").isEmpty)

    let queries = notes.statements.filter { $0.hasPrefix("SELECT") }
    #expect(queries.count { $0.contains("score") } >= 6)
    #expect(queries.count { $0.contains("embedding") } >= 4)
    for query in queries {
      let steps = try queue.read { db in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + query).map { $0["detail"] as String }
      }
      for step in steps {
        #expect(step.wholeMatch(of: /SCAN (score|embedding|cutout)\b.*/) == nil, "\(query)")
      }
    }
  }
}
