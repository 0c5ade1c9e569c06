import Files
import Foundation
import Review
import Store
import TestSupport
import Testing

/// Answers from a file.
@Suite struct AnswerFileTests {
  @Test func linesCommentsQuotesAndSkips() throws {
    let text = "\u{FEFF}# my answers\r\nG0,ring\r\n\r\n  G1 , tidal tail \nG2,\n\"a,\"\"b\",ring"
    let file = try AnswerFile(text: text, name: "a.csv")
    #expect(file.lines.map(\.objectID) == ["G0", "G1", "G2", "a,\"b"])
    #expect(file.lines.map(\.className) == ["ring", "tidal tail", nil, "ring"])
    #expect(file.lines.map(\.number) == [2, 4, 5, 6])
  }

  @Test func exportedLabelsAreAnswersToo() throws {
    let file = try AnswerFile(
      text:
        "object_id,class,annotator,answered_at,round,arm\nG0,ring,ann,2025-01-01T00:00:00Z,1,x\n",
      name: "labels.csv")
    #expect(file.lines.map(\.objectID) == ["G0"])
  }

  @Test(arguments: ["object_id,class", "objectID,class", "OBJECT_ID , Class", "objectid,class,arm"])
  func headerIsNoAnswer(header: String) throws {
    let rest = header.hasSuffix("arm") ? ",x" : ""
    let file = try AnswerFile(text: "# mine\n\(header)\nG0,ring\(rest)\n", name: "a.csv")
    #expect(file.lines.map(\.objectID) == ["G0"] && file.lines.map(\.number) == [3])
  }

  @Test(arguments: [
    ("G0", "found 1 field"), ("G0,ring,extra", "found 3 fields"), (",ring", "object id is empty"),
    ("\"G0,ring", "never closed"), ("G0,a\u{1B}b", "can't be shown"),
    ("G0,ring=2", "without ="),
  ])
  func malformedLineIsNamed(line: String, reason: String) {
    let error = #expect(throws: ReviewError.self) {
      try AnswerFile(text: "# one\nG9,ring\n\(line)\n", name: "a.csv")
    }
    #expect("\(error!)".hasPrefix("a.csv:3: ") && "\(error!)".contains(reason))
  }

  @Test func unreadableFilesAreSentences() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ReviewError.unreadableAnswers(file: "/none.csv", .missing)) {
      try AnswerFile.read("/none.csv")
    }
    let path = try folder.write(Data([0x47, 0xFF, 0x2C]), to: "latin.csv")
    #expect(throws: ReviewError.answersNotText(file: path)) {
      try AnswerFile.read(path)
    }
    #expect(throws: ReviewError.self) { try AnswerFile.read(folder.path) }
    let good = try folder.write("G0,ring\n", to: "good.csv")
    #expect(try AnswerFile.read(good).lines.count == 1)
  }

  @Test func answersAreRecordedWithNewClassesAndSkips() throws {
    let fixture = try ReviewFixture()
    let file = try AnswerFile(text: "G2,shell\nG0,RING\nG1,\nG3,Shell\n", name: "a.csv")
    let tally = try fixture.recorder().record(file)
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
    #expect(try fixture.recorder().record(file) == nothing)
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).count == 4)
  }

  @Test func anAnswerThatTheStoreRefusesKeepsItsReason() throws {
    let fixture = try ReviewFixture(questions: 1)
    let file = try AnswerFile(text: "G0,ring\n", name: "a.csv")
    let nameless = fixture.recorder("")
    let error = #expect(throws: ReviewError.self) { try nameless.record(file) }
    guard case .notRecorded("G0", 0, .refused(let detail))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(error!)".contains(detail))
  }

  @Test func aMergedNameMeansTheClassThatTookItsPlace() throws {
    let fixture = try ReviewFixture(classes: ["ring", "hoop"])
    try fixture.store.mergeClass("ring", into: "hoop", hunt: fixture.hunt.id)
    let file = try AnswerFile(text: "G0,ring\nG1,RING\nG2,artifact\n", name: "a.csv")
    let tally = try fixture.recorder().record(file)
    #expect(tally.named.map(\.name) == ["artifact"] && tally.named.map(\.interest) == [0])
    #expect(try fixture.labels() == ["G0": "hoop", "G1": "hoop", "G2": "artifact"])
  }

  @Test func classesAreFoundInAnyCaseOfAnyScript() throws {
    let fixture = try ReviewFixture(classes: ["Étoile"])
    let file = try AnswerFile(
      text: "G0,étoile\nG1,E\u{301}TOILE\nG2,Ångström\nG3,ångström\n", name: "a.csv")
    #expect(try fixture.recorder().record(file).answered == 4)
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

  @Test(arguments: [
    ("G0,ring\nnowhere,ring\n", ReviewError.unknownObject(file: "a", line: 2, objectID: "nowhere")),
    // In the survey, but not asked.
    ("G0,ring\nG4,ring\n", .unknownObject(file: "a", line: 2, objectID: "G4")),
    (
      "G0,ring\n#\nG0,boring\n",
      .repeatedObject(file: "a", line: 3, objectID: "G0", firstLine: 1)
    ),
  ])
  func wrongObjectStopsBeforeAnythingIsRecorded(text: String, expected: ReviewError) throws {
    let fixture = try ReviewFixture()
    #expect(throws: expected) { try fixture.recorder().record(AnswerFile(text: text, name: "a")) }
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).isEmpty)
  }
}
