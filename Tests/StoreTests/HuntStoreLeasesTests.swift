import Files
import Foundation
import Store
import Testing
import Vocabulary

/// Two sessions at one hunt.
@Suite struct HuntStoreLeasesTests {
  private let fixture: StoreFixture
  private let questions: [Question.ID]

  init() throws {
    fixture = try StoreFixture()
    try fixture.openRound(0..<5)
    questions = try fixture.store.questions(hunt: fixture.hunt.id).map(\.id)
  }

  private func lease(
    _ wanted: [Question.ID], by session: String, at second: Double = 0
  ) throws -> Set<Question.ID> {
    try fixture.store.lease(
      wanted, session: session, annotator: session, seconds: 60, now: StoreFixture.time(second)
    ).got
  }

  @Test func noQuestionIsHeldByTwoSessions() throws {
    #expect(try lease(Array(questions[0..<2]), by: "ann") == Set(questions[0..<2]))
    #expect(try lease(Array(questions[1..<4]), by: "bob") == Set(questions[2..<4]))
    #expect(
      try fixture.store.leases(otherThan: "bob", now: StoreFixture.time(1))
        == [questions[0]: "ann", questions[1]: "ann"])
  }

  @Test func aSessionHoldsWhatItRenews() throws {
    #expect(try lease([questions[0], questions[1]], by: "ann") == Set(questions[0..<2]))
    #expect(try lease([questions[0]], by: "ann", at: 40) == [questions[0]])
    // The other was not renewed and ran out.
    #expect(try lease(Array(questions[0..<2]), by: "bob", at: 60) == [questions[1]])
    #expect(try lease([questions[0]], by: "bob", at: 99) == [])
    #expect(try lease([questions[0]], by: "bob", at: 100) == [questions[0]])
    #expect(try lease([questions[0]], by: "ann", at: 101) == [])
  }

  @Test func whatIsGivenBackIsFree() throws {
    _ = try lease([questions[0], questions[1]], by: "ann")
    _ = try lease([questions[2]], by: "bob")
    try fixture.store.release(session: "ann")
    #expect(try lease(Array(questions[0..<3]), by: "cid") == Set(questions[0..<2]))
  }

  @Test func whatADeadProcessHeldIsFreeAtOnce() throws {
    let dead = try ChildProcess(["true"])
    dead.wait()
    let own = SessionName.new()
    let gone = own.replacing(
      "/\(ProcessInfo.processInfo.processIdentifier)/", with: "/\(dead.id)/")
    let elsewhere = "another/" + gone.split(separator: "/").dropFirst().joined(separator: "/")
    #expect(gone != own && SessionName.new() != own)
    _ = try lease([questions[0]], by: gone)
    _ = try lease([questions[1]], by: elsewhere)
    _ = try lease([questions[2]], by: own)
    #expect(try lease(Array(questions[0..<3]), by: "bob") == [questions[0]])
  }

  /// What is asked again belongs to no round, and a question that isn't there can't be held.
  @Test func onlyQuestionsOfRoundsAreKept() throws {
    #expect(try lease([-3, 999], by: "ann") == [-3])
    #expect(try lease([-3], by: "bob") == [-3])
    #expect(try fixture.store.leases(otherThan: "cid", now: StoreFixture.time(1)).isEmpty)
  }
}
