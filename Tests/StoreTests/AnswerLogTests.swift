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

  /// Flags, notes, what was asked a second time, and whose answer counts.
  @Test func nothingOfPeoplesWorkIsLeftBehind() throws {
    let first = try StoreFixture(galaxies: 3)
    let (store, hunt) = (first.store, first.hunt.id)
    for name in ["ring", "odd"] { try store.addClass(name, hunt: hunt) }
    let odd = try store.class(named: "odd", hunt: hunt).id
    let answer = try first.answer(0, "ring", by: "ann")
    try first.answer(0, "odd", by: "bob")
    let again = try store.answerAgain(answer, label: odd, annotator: "ann", dwell: 2)
    try store.retractReask(again, annotator: "ann")
    try store.answerAgain(answer, label: nil, annotator: "ann")
    try store.answerAgain(answer, label: odd, annotator: "ann")
    for _ in 0..<2 {
      try store.remark(
        galaxy: first.ids[1], kind: .note, text: "two\nlines", hunt: hunt, annotator: "ann",
        now: StoreFixture.time(1))
    }
    try store.remark(galaxy: first.ids[2], kind: .flag, hunt: hunt, annotator: "bob")
    try store.setLabelRule(.adjudicator("ann"), hunt: hunt)
    let log = try store.answerLog(hunt: hunt)

    let second = try StoreFixture(galaxies: 3)
    let (other, otherHunt) = (second.store, second.hunt.id)
    let added = try other.importLog(log, hunt: otherHunt)
    #expect(added.inserted == 2 && added.remarks == 3 && added.reasks == 4)
    for _ in 0..<2 {
      #expect(try second.labels() == ["G0": "ring"])
      #expect(try other.labelRule(hunt: otherHunt) == .adjudicator("ann"))
      #expect(try other.answerLog(hunt: otherHunt) == log)
      #expect(try other.reasks(hunt: otherHunt).map(\.label) == [nil, odd])
      #expect(try other.flaggedGalaxies(hunt: otherHunt) == [second.ids[2]])
      let again = try other.importLog(log, hunt: otherHunt)
      #expect(again.inserted == 0 && again.remarks == 0 && again.reasks == 0)
    }
  }

  /// A log of another copy of the hunt brings in what was said there, and the newer answer here counts.
  @Test func aNewerAnswerHereGoesOnCounting() throws {
    let first = try StoreFixture(galaxies: 2)
    let second = try StoreFixture(galaxies: 2)
    for fixture in [first, second] {
      for name in ["ring", "odd"] { try fixture.store.addClass(name, hunt: fixture.hunt.id) }
    }
    func say(_ name: String, _ who: String, _ time: Double, in fixture: StoreFixture) throws {
      try fixture.store.answer(
        galaxy: fixture.ids[0],
        class: try fixture.store.class(named: name, hunt: fixture.hunt.id).id,
        hunt: fixture.hunt.id, annotator: who, now: StoreFixture.time(time))
    }
    try say("ring", "ann", 1, in: first)
    try say("odd", "bob", 2, in: second)
    let added = try second.store.importLog(
      first.store.answerLog(hunt: first.hunt.id), hunt: second.hunt.id)
    #expect(added.inserted == 1 && added.beside == 1)
    #expect(try second.labels() == ["G0": "odd"])
    let log = try second.store.answerLog(hunt: second.hunt.id)
    #expect(log.entries.map(\.isOlder) == [false, true])
    // Which the log of this hunt knows in its turn.
    let third = try StoreFixture(galaxies: 2)
    _ = try third.store.importLog(log, hunt: third.hunt.id)
    #expect(try third.labels() == ["G0": "odd"])
    #expect(
      try third.store.standingAnswers(hunt: third.hunt.id).map(\.annotator) == ["bob", "ann"])
  }
}
