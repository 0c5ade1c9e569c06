import AHuntKit
import Foundation
import Review
import Store
import Testing
import Threads
import Vocabulary

/// What a call reads is of one moment, and what it writes follows from that, whoever writes meanwhile.
@Suite struct SnapshotTests {
  @Test func aSnapshotDoesNotSeeWhatOthersWriteMeanwhile() throws {
    let fixture = try HuntFixture()
    let other = try fixture.opened()
    try fixture.hunt.store.snapshot { store in
      #expect(try store.classes(hunt: fixture.hunt.id).isEmpty)
      try other.addClass("ring")
      #expect(try store.classes(hunt: fixture.hunt.id).isEmpty)
    }
    #expect(try fixture.hunt.classes().map(\.name) == ["ring"])
  }

  @Test func anErrorUndoesAllOfATransaction() throws {
    struct Failed: Error {}
    let fixture = try HuntFixture()
    #expect(throws: Failed.self) {
      try fixture.hunt.store.transaction { store in
        try store.addClass("ring", hunt: fixture.hunt.id)
        throw Failed()
      }
    }
    #expect(try fixture.hunt.classes().isEmpty)
  }

  @Test func whatIsCaughtInATransactionLeavesNothingHalfWritten() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.store.transaction { store in
      try store.addClass("ring", hunt: fixture.hunt.id)
      // The second question is about the same galaxy, so the round is refused after its first.
      let twice = [NewQuestion(galaxy: fixture.ids[0], arm: "random", score: 0)]
      #expect(throws: StoreError.self) {
        try store.openRound(twice + twice, hunt: fixture.hunt.id)
      }
    }
    #expect(try fixture.hunt.classes().map(\.name) == ["ring"])
    #expect(try fixture.hunt.store.rounds(hunt: fixture.hunt.id).isEmpty)
  }

  @Test func aPlanIsMadeAnewWhereAnotherProgramWroteMeanwhile() throws {
    let fixture = try HuntFixture()
    let other = try fixture.opened()
    var seen: [[String]] = []
    let carriedOut = try fixture.hunt.store.planned { store in
      let names = try store.classes(hunt: fixture.hunt.id).map(\.name)
      seen.append(names)
      if seen.count == 1 { try other.addClass("ring") }
      return names
    } carryOut: { _, names in
      names
    }
    #expect(seen == [[], ["ring"]])
    #expect(carriedOut == ["ring"])
  }

  @Test func aPlanThatStillHoldsIsNotMadeAgain() throws {
    let fixture = try HuntFixture()
    var plans = 0
    try fixture.hunt.store.planned { _ in
      plans += 1
    } carryOut: { _, _ in
    }
    #expect(plans == 1)
  }

  /// A class that is renamed or merged while a review shows it takes the answer all the same.
  @Test func answersFollowAClassThatIsRenamedOrMergedMeanwhile() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.addClass("ring")
    try fixture.hunt.addClass("hoop")
    try fixture.hunt.askRound(RoundRequest(size: 2))
    let session = try fixture.hunt.reviewSession()
    let ring = try #require(session.classes.first { $0.name == "ring" })
    let recorder = fixture.hunt.recorder(annotator: "ann", activity: Activity())
    let other = try fixture.opened()
    try other.renameClass("ring", to: "annulus")
    _ = try recorder.record(.answer(session.questions[0], ring), dwell: nil)
    #expect(try other.labels().map(\.className) == ["annulus"])
    try other.mergeClass("annulus", into: "hoop")
    _ = try recorder.record(.answer(session.questions[1], ring), dwell: nil)
    #expect(try other.labels().map(\.className) == ["hoop", "hoop"])
  }

  /// While one program asks rounds, another answers, renames, merges and adds: every stored round
  /// follows from just the answers and classes that it says it followed from.
  @Test func roundsFollowFromTheirBasisWhileAnotherProgramWrites() throws {
    struct Basis: Decodable {
      struct Known: Decodable {
        let id: Int64
        let name: String
      }
      let classes: [Known]
      let lastAnswer: Int64?
    }
    let fixture = try HuntFixture(galaxies: 90)
    try fixture.hunt.addClass("ring")
    try fixture.hunt.addClass("other", interest: 0)
    let other = try fixture.opened()
    let isDone = DispatchSemaphore(value: 0)
    BackgroundThread.start {
      for step in 0..<60 {
        try? other.renameClass(
          step.isMultiple(of: 2) ? "ring" : "hoop", to: step.isMultiple(of: 2) ? "hoop" : "ring")
        if step % 20 == 10 { _ = try? other.addClass("late \(step)") }
        if let open = try? other.openQuestions().first,
          let chosen = try? other.classes().randomElement()
        {
          try? other.answer(open, with: chosen, annotator: "other")
        }
      }
      isDone.signal()
    }
    for _ in 0..<12 { try fixture.hunt.askRound(RoundRequest(size: 3)) }
    isDone.wait()
    let store = fixture.hunt.store
    let log = try store.answerHistory(hunt: fixture.hunt.id)
    #expect(log.count > 5)
    var before = Set<Int64>()
    for round in try store.rounds(hunt: fixture.hunt.id) {
      let basis = try JSONDecoder().decode(Basis.self, from: Data(try #require(round.basis).utf8))
      let answered = Set(log.filter { $0.id <= basis.lastAnswer ?? 0 }.map(\.galaxy))
      for question in try store.questions(hunt: fixture.hunt.id, round: round.number) {
        #expect(!answered.contains(question.galaxy))
        #expect(before.insert(question.galaxy).inserted)
        #expect(
          Set(question.probabilities.keys) == Set(basis.classes.map(\.id))
            && question.reserve != nil,
          "round \(round.number) was planned with other classes than it says")
      }
    }
  }
}
