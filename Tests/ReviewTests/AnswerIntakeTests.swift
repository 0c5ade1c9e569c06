import Foundation
import Review
import Store
import Testing
import Vocabulary

/// Answers that come line by line.
@Suite struct AnswerIntakeTests {
  private func intake(
    _ fixture: ReviewFixture, strict: Bool = false, by annotator: String = "ann"
  ) -> AnswerIntake {
    AnswerIntake(
      name: "a.csv", store: fixture.store, hunt: fixture.hunt.id, annotator: annotator,
      isStrict: strict)
  }

  private func record(
    _ text: String, _ fixture: ReviewFixture, strict: Bool = false, by annotator: String = "ann"
  ) throws -> AnswerIntake {
    var intake = intake(fixture, strict: strict, by: annotator)
    _ = try intake.take(Array(text.utf8))
    _ = try intake.finish()
    return intake
  }

  @Test func answersAreRecordedWithNewClassesAndSkips() throws {
    let fixture = try ReviewFixture()
    let text = "G2,shell\nG0,RING\nG1,\nG3,Shell\n"
    let tally = try record(text, fixture).tally
    // The fixture hunts rings already.
    #expect(tally.answered == 3 && tally.skipped == 1 && tally.remaining == 0)
    #expect(tally.named.map(\.name) == ["shell"] && tally.named.map(\.interest) == [0])
    #expect(try fixture.labels() == ["G0": "ring", "G2": "shell", "G3": "shell"])
    #expect(
      try fixture.store.answerHistory(hunt: fixture.hunt.id).map(\.annotator).allSatisfy {
        $0 == "ann"
      })
    // The same file again answers nothing and is no error.
    var nothing = ReviewTally()
    nothing.answeredBefore = 4
    #expect(try record(text, fixture).tally == nothing)
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).count == 4)
  }

  /// What is given back is on disk, whatever comes after it.
  @Test func eachPieceIsRecordedAsItComes() throws {
    let fixture = try ReviewFixture()
    var intake = intake(fixture)
    #expect(try intake.take(Array("G0,ring\nG1,bor".utf8)).map(\.objectID) == ["G0"])
    #expect(try fixture.labels() == ["G0": "ring"])
    let news = try intake.take(Array("ing\nG0,boring\n".utf8))
    #expect(news.map(\.objectID) == ["G1", "G0"])
    #expect(news.map(\.instead) == [nil, .answer("ring")])
    #expect(try fixture.labels() == ["G0": "boring", "G1": "boring"])
  }

  @Test func wrongLinesAreLeftOutOrRefuseTheWholeFile() throws {
    let text = "G0,ring\nnowhere,ring\nG4,ring\nG1\nG2,ring\n"
    let strict = try ReviewFixture()
    let refused = try record(text, strict, strict: true)
    #expect(refused.faults.map(\.number).sorted() == [2, 3, 4] && refused.tally.answered == 0)
    #expect(try strict.store.answerHistory(hunt: strict.hunt.id).isEmpty)
    #expect(try record("G0,ring\nG1,\n", strict, strict: true).tally.answered == 1)

    let fixture = try ReviewFixture()
    let taken = try record(text, fixture)
    #expect(taken.faults.map(\.number).sorted() == [2, 3, 4] && taken.tally.answered == 2)
    // In the survey, but not asked.
    #expect(taken.faults.first { $0.number == 3 }?.reason == "G4 is not among the questions")
    #expect(try fixture.labels() == ["G0": "ring", "G2": "ring"])
  }

  /// Both are kept, and the last one counts.
  @Test func aColleaguesContradictionIsRecorded() throws {
    let fixture = try ReviewFixture()
    _ = try record("G0,ring\nG1,ring\n", fixture)
    let second = try record("G0,boring\nG1,\n", fixture, by: "bob").tally
    #expect(second.answered == 1 && second.answeredBefore == 1 && second.corrected == 0)
    #expect(try fixture.labels() == ["G0": "boring", "G1": "ring"])
    #expect(
      try fixture.store.standingAnswers(hunt: fixture.hunt.id).map(\.annotator)
        == ["ann", "bob", "ann"])
  }

  @Test func anAnswerThatTheStoreRefusesKeepsItsReason() throws {
    let fixture = try ReviewFixture(questions: 1)
    let error = #expect(throws: ReviewError.self) { try record("G0,ring\n", fixture, by: "") }
    guard case .notRecorded("G0", 0, .refused(let detail))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(error!)".contains(detail))
  }

  @Test func whatIsNoTextIsRefused() throws {
    let fixture = try ReviewFixture()
    var intake = intake(fixture)
    #expect(throws: ReviewError.answersNotText(file: "a.csv")) { try intake.take([0x89, 0, 1]) }
    // Of a text in another encoding the lines that can't be read are told.
    let latin = try record("G0,ring\n", fixture)
    #expect(latin.faults.isEmpty)
    _ = try intake.take([0x47, 0x31, 0x2C, 0xE9, 0x0A])
    #expect(intake.faults.map(\.reason) == ["it is not UTF-8 text"])
  }

  @Test func aMergedNameMeansTheClassThatTookItsPlace() throws {
    let fixture = try ReviewFixture(classes: ["ring", "hoop"])
    try fixture.store.mergeClass("ring", into: "hoop", hunt: fixture.hunt.id)
    let tally = try record("G0,ring\nG1,RING\nG2,artifact\n", fixture).tally
    #expect(tally.named.map(\.name) == ["artifact"] && tally.named.map(\.interest) == [0])
    #expect(try fixture.labels() == ["G0": "hoop", "G1": "hoop", "G2": "artifact"])
  }

  @Test func classesAreFoundInAnyCaseOfAnyScript() throws {
    let fixture = try ReviewFixture(classes: ["Étoile"])
    let text = "G0,étoile\nG1,E\u{301}TOILE\nG2,Ångström\nG3,ångström\n"
    #expect(try record(text, fixture).tally.answered == 4)
    #expect(
      try fixture.labels()
        == ["G0": "Étoile", "G1": "Étoile", "G2": "Ångström", "G3": "Ångström"])
  }

  @Test func aNameThatDiffersInAnAccentedCaseAloneIsTaken() throws {
    let fixture = try ReviewFixture(classes: ["Étoile"])
    #expect(throws: StoreError.classExists(name: "Étoile")) {
      try fixture.store.addClass("étoile", hunt: fixture.hunt.id)
    }
  }
}
