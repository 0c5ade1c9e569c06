import Foundation
import Testing
import Vocabulary

@testable import Store

/// Several people at one hunt: whose answer counts, what was asked a second time.
@Suite struct HuntStorePeopleTests {
  private let fixture: StoreFixture
  private var store: HuntStore { fixture.store }
  private var hunt: HuntRecord.ID { fixture.hunt.id }

  init() throws {
    fixture = try StoreFixture()
    for name in ["ring", "shell", "arc"] {
      try fixture.store.addClass(name, hunt: fixture.hunt.id)
    }
  }

  private func label(_ rule: LabelRule) throws -> String? {
    try store.setLabelRule(rule, hunt: hunt)
    #expect(try store.labelRule(hunt: hunt) == rule)
    let label = try fixture.labels()["G0"]
    // All that reads labels goes by the rule.
    let id = try store.currentLabels(hunt: hunt)[fixture.ids[0]]
    #expect(try store.classes(hunt: hunt).first { $0.id == id }?.name == label)
    #expect(
      try store.classes(hunt: hunt).filter { $0.answers > 0 }.map(\.name)
        == [label].compactMap(\.self))
    return label
  }

  @Test func theRuleSaysWhoseAnswerCounts() throws {
    try fixture.answer(0, "ring", by: "ann")
    try fixture.answer(0, "shell", by: "bob")
    try fixture.answer(0, "ring", by: "cid")
    let last = try fixture.answer(0, "arc", by: "dan")
    #expect(try label(.latest) == "arc")
    #expect(try label(.majority) == "ring")
    #expect(try label(.adjudicator("bob")) == "shell")
    // One who said nothing decides nothing.
    #expect(try label(.adjudicator("zoe")) == "arc")
    // Two against two: the last word.
    try fixture.answer(0, "shell", by: "dan")
    #expect(try label(.majority) == "shell")
    #expect(try label(.latest) == "shell")
    // Nobody votes twice, and what was taken back is no vote.
    try fixture.answer(0, "shell", by: "bob")
    try store.retract(last, annotator: "dan")
    #expect(try label(.majority) == "shell")
    try fixture.answer(0, "ring", by: "dan")
    #expect(try label(.majority) == "ring")
  }

  @Test func mergedClassesVoteTogether() throws {
    try fixture.answer(0, "ring", by: "ann")
    try fixture.answer(0, "shell", by: "bob")
    try fixture.answer(0, "arc", by: "cid")
    #expect(try label(.majority) == "arc")
    try store.mergeClass("ring", into: "shell", hunt: hunt)
    #expect(try label(.majority) == "shell")
  }

  @Test(arguments: [
    "UPDATE hunt SET labelRule = 'oldest'",
    "UPDATE hunt SET labelRule = 'adjudicator'",
    "UPDATE hunt SET labelRule = 'adjudicator', adjudicator = ''",
    "UPDATE hunt SET adjudicator = 'ann'",
  ])
  func noOtherRuleIsKept(sql: String) throws {
    #expect(throws: (any Error).self) { try store.execute(sql) }
  }

  /// A colleague's answers come in beside those that are there, older ones too.
  @Test func everybodysAnswerIsKeptWhenLabelsComeIn() throws {
    func imported(_ name: String, _ annotator: String, _ time: String) throws -> ImportedLabels {
      try store.importLabels(
        [Label(objectID: "G0", className: name, annotator: annotator, answeredAt: time)],
        hunt: hunt, annotator: "file")
    }
    #expect(try imported("ring", "ann", "2026-05-06T07:00:00Z").inserted == 1)
    let older = try imported("shell", "bob", "2026-05-05T07:00:00Z")
    #expect(older.inserted == 1 && older.beside == 1 && older.older == 0 && older.replaced == 0)
    #expect(try fixture.labels() == ["G0": "ring"])
    #expect(
      try store.standingAnswers(hunt: hunt).map(\.annotator) == ["ann", "bob"])
    // The same once more adds nothing, and neither does what bob said before that.
    #expect(try imported("shell", "bob", "2026-05-05T07:00:00Z").skipped == 1)
    #expect(try imported("arc", "bob", "2026-05-04T07:00:00Z").older == 1)
    // One who agrees is counted for what they say.
    let agreed = try imported("ring", "cid", "2026-05-07T07:00:00Z")
    #expect(agreed.inserted == 1 && agreed.replaced == 0)
    #expect(try label(.majority) == "ring")
    // Where the newer answers go, the older one counts.
    try store.setLabelRule(.latest, hunt: hunt)
    for answer in try store.standingAnswers(hunt: hunt) where !answer.isOlder {
      try store.retract(answer.id, annotator: answer.annotator)
    }
    #expect(try fixture.labels() == ["G0": "shell"])
  }

  @Test func whatIsAskedAgainChangesNoLabel() throws {
    let first = try fixture.answer(0, "ring")
    let shell = try store.class(named: "shell", hunt: hunt).id
    let again = try store.answerAgain(first, label: shell, annotator: "ann", dwell: 1.5)
    try store.answerAgain(first, label: nil, annotator: "ann")
    #expect(try fixture.labels() == ["G0": "ring"])
    let ring = try store.class(named: "ring", hunt: hunt).id
    #expect(try store.reasks(hunt: hunt).map(\.label) == [shell, nil])
    #expect(try store.reasks(hunt: hunt).allSatisfy { $0.earlierLabel == ring && $0.galaxy == 1 })
    try store.retractReask(again, annotator: "ann")
    #expect(try store.reasks(hunt: hunt).map(\.label) == [nil])
    #expect(throws: StoreError.noAnswer(id: again)) {
      try store.retractReask(again, annotator: "ann")
    }
    #expect(throws: StoreError.noAnswer(id: 77)) {
      try store.answerAgain(77, label: shell, annotator: "ann")
    }
    for sql in [
      "UPDATE reask SET class = 1", "DELETE FROM reask",
      "INSERT INTO reask (hunt, galaxy, earlier, kind, annotator, answeredAt)"
        + " VALUES (1, 1, 1, 'answer', 'ann', '2025-01-01')",
    ] {
      #expect(throws: (any Error).self, "\(sql)") { try store.execute(sql) }
    }
  }

  /// What one person says, whatever they or others said before.
  @Test func aWordTakesBackOnesOwnAndNobodyElses() throws {
    func say(_ name: String?, by annotator: String) throws -> Saying {
      try store.say(
        try name.map { try store.class(named: $0, hunt: hunt).id }, about: fixture.ids[0],
        hunt: hunt, annotator: annotator)
    }
    #expect(try say(nil, by: "ann") == .recorded(1, instead: nil))
    #expect(try say(nil, by: "ann") == .unchanged)
    #expect(try say("ring", by: "ann") == .recorded(3, instead: .skip))
    #expect(try say("ring", by: "ann") == .unchanged)
    // Nothing is left to skip for somebody else.
    #expect(try say(nil, by: "bob") == .unchanged)
    #expect(try say("shell", by: "bob") == .recorded(4, instead: nil))
    #expect(try say("arc", by: "ann") == .recorded(6, instead: .answer("ring")))
    #expect(try store.standingAnswers(hunt: hunt).map(\.annotator) == ["bob", "ann"])
    #expect(
      try store.answerHistory(hunt: hunt).map(\.kind)
        == [.skip, .retraction, .answer, .answer, .retraction, .answer])
  }

  @Test func linesAreOneTransaction() throws {
    try fixture.openRound(0..<3)
    let (outcomes, added) = try store.record(
      lines: [("G0", "ring"), ("G1", nil), ("G9", "ring"), ("G0", "Shell"), ("G2", "knot")],
      hunt: hunt, annotator: "ann")
    #expect(
      outcomes == [
        .said(.recorded(1, instead: nil)), .said(.recorded(2, instead: nil)), .notAsked,
        .said(.recorded(4, instead: .answer("ring"))), .said(.recorded(5, instead: nil)),
      ])
    #expect(added.map(\.name) == ["knot"])
    #expect(try fixture.labels() == ["G0": "shell", "G2": "knot"])
    #expect(try store.labels(hunt: hunt).map(\.round) == [1, 1])
    try fixture.openRound(3..<4)
    #expect(
      try store.record(
        lines: [("G0", "arc"), ("G3", "arc")], hunt: hunt, round: 2, annotator: "ann"
      ).outcomes == [.notAsked, .said(.recorded(6, instead: nil))])
  }
}
