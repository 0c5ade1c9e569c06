import AHuntKit
import Foundation
import Review
import Store
import Testing
import Vocabulary

/// Questions that are asked again, driven by keys as at the prompt.
@Suite struct AskedAgainTests {
  private let fixture: HuntFixture
  private var hunt: Hunt { fixture.hunt }

  init() throws {
    fixture = try HuntFixture(galaxies: 12, isEmbedded: false)
    for name in ["ring", "disk"] { try fixture.hunt.addClass(name) }
  }

  private func say(_ galaxy: Int, _ name: String, by annotator: String) throws {
    try hunt.store.answer(
      galaxy: fixture.ids[galaxy],
      class: try hunt.store.class(named: name, hunt: hunt.id).id, hunt: hunt.id,
      annotator: annotator)
  }

  private func labels() throws -> [Int64: String] {
    let names = Dictionary(
      uniqueKeysWithValues: try hunt.classes().map { ($0.id, $0.name) })
    return try hunt.store.currentLabels(hunt: hunt.id).compactMapValues { names[$0] }
  }

  /// Presses keys; everything that is to be written is written.
  private func press(
    _ keys: String, _ session: inout ReviewSession, _ recorder: AgainRecorder
  ) throws {
    for key in keys {
      for case .commit(let commit) in session.handle(.character(key)) {
        _ = session.committed(try recorder.record(commit, dwell: 1))
      }
    }
  }

  private func review(
    _ asked: AskedAgain, by annotator: String
  ) throws -> (session: ReviewSession, recorder: AgainRecorder) {
    try hunt.reviewAgain(asked, of: annotator, activity: Activity())
  }

  @Test func whoeverSettlesADisagreementHasTheLastWord() throws {
    try say(0, "ring", by: "ann")
    try say(0, "disk", by: "bob")
    try say(1, "ring", by: "ann")
    var (session, recorder) = try review(.disagreements, by: "cid")
    #expect(session.questions.map(\.galaxy) == [fixture.ids[0]])
    #expect(session.question?.why == "ann says ring, bob says disk")
    try press("r", &session, recorder)
    #expect(try labels()[fixture.ids[0]] == "ring")
    #expect(throws: HuntError.nothingAgain(.disagreements)) {
      try review(.disagreements, by: "cid")
    }
    // Undone, it is contested again.
    try press("u", &session, recorder)
    #expect(try labels()[fixture.ids[0]] == "disk")
    #expect(try review(.disagreements, by: "cid").session.questions.count == 1)
    // One of them may settle it as well; agreement is of what both said first.
    (session, recorder) = try review(.disagreements, by: "ann")
    try press("d", &session, recorder)
    #expect(try labels()[fixture.ids[0]] == "disk")
    #expect(try hunt.agreement().pairs.map(\.agreed) == [0])
  }

  /// It is asked until it is answered, and an open question is answered by it.
  @Test func whatIsFlaggedIsAskedUntilItIsAnswered() throws {
    #expect(throws: HuntError.nothingAgain(.flagged)) { try review(.flagged, by: "ann") }
    try hunt.store.openRound(
      [NewQuestion(galaxy: fixture.ids[0], arm: "random", score: 0)], hunt: hunt.id)
    try say(1, "disk", by: "ann")
    for galaxy in [0, 1, 2] {
      try hunt.store.remark(
        galaxy: fixture.ids[galaxy], kind: .flag, hunt: hunt.id, annotator: "ann")
    }
    var (session, recorder) = try review(.flagged, by: "ann")
    #expect(session.questions.map(\.galaxy) == Array(fixture.ids[...2]))
    #expect(session.questions.map { $0.id > 0 } == [true, false, false])
    try press("rr", &session, recorder)
    (session, recorder) = try review(.flagged, by: "ann")
    #expect(session.questions.map(\.galaxy) == [fixture.ids[2]])
    #expect(try review(.flagged, by: "bob").session.questions.count == 3)
    let labels = try hunt.store.labels(hunt: hunt.id)
    #expect(labels.map(\.arm) == ["random", nil] && labels.map(\.className) == ["ring", "ring"])
  }

  @Test func whatIsAskedBlindlyChangesNoLabel() throws {
    for galaxy in 0..<10 { try say(galaxy, "ring", by: "ann") }
    try say(0, "disk", by: "bob")
    let before = try labels()
    var (session, recorder) = try review(.reask(share: 0.2), by: "ann")
    #expect(session.questions.count == 2)
    #expect(session.questions.allSatisfy { $0.label == nil && !$0.why.contains("ring") })
    try press("rd", &session, recorder)
    #expect(try labels() == before)
    var said = try #require(try hunt.agreement().consistency.first)
    #expect(said.annotator == "ann" && said.galaxies == 2 && said.agreed == 1)
    try press("u", &session, recorder)
    #expect(try hunt.agreement().consistency.first?.galaxies == 1)
    try press("r", &session, recorder)
    said = try #require(try hunt.agreement().consistency.first)
    #expect(said.galaxies == 2 && said.agreed == 2)
    // The share is reached.
    #expect(throws: HuntError.nothingAgain(.reask(share: 0.2))) {
      try review(.reask(share: 0.2), by: "ann")
    }
    #expect(try hunt.store.answerHistory(hunt: hunt.id).count == 11)
  }
}
