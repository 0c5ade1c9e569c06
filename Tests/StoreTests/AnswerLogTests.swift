import Foundation
import Testing
import Vocabulary

@testable import Store

/// Everything that people said, out of one hunt and into another.
@Suite struct AnswerLogTests {
  /// What an annotator said twice in one second is two entries, of which the second may stand.
  @Test func entriesThatAreAlikeStayApart() throws {
    let first = try StoreFixture(galaxies: 3)
    let (store, hunt) = (first.store, first.hunt.id)
    let ring = try store.addClass("ring", hunt: hunt).id
    let odd = try store.addClass("odd", hunt: hunt).id
    func say(_ index: Int, _ id: HuntClass.ID) throws -> Int64 {
      try store.answer(
        galaxy: first.ids[index], class: id, hunt: hunt, annotator: "ann",
        now: StoreFixture.time(1))
    }
    // Said, taken back, said again; and ring, odd, ring.
    _ = try store.retract(try say(0, ring), annotator: "ann", now: StoreFixture.time(1))
    _ = try say(0, ring)
    for id in [ring, odd, ring] { _ = try say(1, id) }
    let labels = try first.labels()
    #expect(labels == ["G0": "ring", "G1": "ring"])

    let log = try store.answerLog(hunt: hunt)
    let second = try StoreFixture(galaxies: 3)
    let added = try second.store.importLog(log, hunt: second.hunt.id)
    #expect(try second.labels() == labels && added.inserted == 5)
    let entries = try second.store.answerLog(hunt: second.hunt.id).entries.count
    #expect(entries == log.entries.count)
    // The same once more adds nothing.
    let again = try second.store.importLog(log, hunt: second.hunt.id)
    #expect(try second.labels() == labels && again.inserted == 0 && again.skipped == 5)
    #expect(try second.store.answerLog(hunt: second.hunt.id).entries.count == entries)
  }
}
