import Foundation
import Hunting
import Review
import Store
import TestSupport
import Testing
import Vocabulary

@testable import AHuntKit

/// Questions that are drawn one by one while the head learns.
@Suite struct AdaptiveQuestionsTests {
  private func settle(_ guide: HuntGuide) {
    for _ in 0..<60_000 where guide.isLearning { Thread.sleep(forTimeInterval: 0.001) }
  }

  /// Answers a question by the catalog's class, and tells the guide.
  private func answer(_ question: Question, _ fixture: HuntFixture, _ guide: HuntGuide) throws {
    let name = try fixture.known(question)
    let chosen =
      try fixture.hunt.classes().first { $0.name == name }
      ?? fixture.hunt.addClass(name, interest: name == "ring" ? 1 : 0)
    try fixture.hunt.answer(question, with: chosen, annotator: "ann")
    guide.learn(.answer(question, chosen))
  }

  @Test func aReviewThatIsNotAdaptiveDrawsNothing() throws {
    let fixture = try HuntFixture()
    #expect(try fixture.hunt.reviewGuide().next() == nil)
    #expect(try fixture.hunt.store.rounds(hunt: fixture.hunt.id).isEmpty)
  }

  @Test func eachIsTheNewestRankingsAndAllAreOneRound() throws {
    let fixture = try HuntFixture(galaxies: 120)
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    let order = RandomOrder(count: 120, seed: 0).order.map { fixture.ids[$0] }
    var asked: [Question] = []
    for _ in 0..<60 {
      settle(guide)
      // What a round of one arm alone would ask now.
      let question = try #require(try guide.next())
      if question.arm == "random" {
        #expect(order.first { id in !asked.contains { $0.galaxy == id } } == question.galaxy)
      }
      if question.arm == "interest" {
        let ring = try #require(try fixture.hunt.classes().first { $0.name == "ring" })
        let open = try fixture.hunt.rank(RankRequest(count: 120, unlabelledOnly: true)).entries
        #expect(open.prefix(4).contains { $0.galaxy == question.galaxy })
        #expect(abs(try #require(question.probabilities[ring.id]) - question.score) < 1e-6)
      }
      #expect(question.isOpen && question.round == 1 && question.position == asked.count + 1)
      #expect(!asked.contains { $0.galaxy == question.galaxy })
      asked.append(question)
      try answer(question, fixture, guide)
    }
    let rounds = try fixture.hunt.store.rounds(hunt: fixture.hunt.id)
    #expect(rounds.map(\.size) == [60] && rounds[0].seed == 0)
    let stored = try fixture.hunt.store.questions(hunt: fixture.hunt.id)
    #expect(stored.map(\.galaxy) == asked.map(\.galaxy))
    // One question in twenty is the random arm's, from the beginning and to the end.
    #expect((2...4).contains(asked.count { $0.arm == "random" }), "\(asked.map(\.arm))")
    #expect(asked.suffix(30).count { $0.arm == "interest" } > 20)
    #expect(try fixture.hunt.labels().count { $0.className == "ring" } > 25)
    struct Basis: Decodable {
      let followed: [Int64?]
    }
    let basis = try JSONDecoder().decode(
      Basis.self, from: Data(try #require(rounds[0].basis).utf8))
    #expect(basis.followed.map { $0 ?? 0 } == (0..<60).map { Int64($0) })
    // A common round afterwards asks about none of them.
    let next = try fixture.hunt.askRound(RoundRequest(size: 20))
    #expect(next.number == 2)
    #expect(Set(next.questions.map(\.galaxy)).isDisjoint(with: asked.map(\.galaxy)))
  }

  @Test func theFirstIsWhatARoundOfOneWouldAsk() throws {
    for isAnswered in [false, true] {
      let fixture = try HuntFixture(galaxies: 80)
      if isAnswered {
        try fixture.hunt.askRound(RoundRequest(size: 20))
        try fixture.answerAll()
      }
      let planned = try fixture.hunt.store.snapshot {
        try RoundPlan(HuntSnapshot($0, hunt: fixture.hunt.id), RoundRequest(size: 1)).questions[0]
      }
      let question = try #require(try fixture.hunt.reviewGuide(isAdaptive: true).next())
      #expect(question.galaxy == planned.galaxy && question.arm == planned.arm)
      #expect(question.why == planned.why && question.probabilities == planned.probabilities)
    }
  }

  @Test func untilEveryGalaxyWasAsked() throws {
    let fixture = try HuntFixture(galaxies: 12)
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    var asked = Set<Int64>()
    while let question = try guide.next() {
      #expect(asked.insert(question.galaxy).inserted)
      // Not waiting for the head: questions are drawn from what is known by then.
      try answer(question, fixture, guide)
    }
    settle(guide)
    while let question = try guide.next() {
      #expect(asked.insert(question.galaxy).inserted)
    }
    #expect(asked == Set(fixture.ids))
  }

  @Test func twoReviewsNeverAskTheSameGalaxy() throws {
    let fixture = try HuntFixture(galaxies: 90)
    let other = try fixture.opened()
    let guides = [
      fixture.hunt.reviewGuide(isAdaptive: true), other.reviewGuide(isAdaptive: true),
    ]
    var asked: [Question] = []
    for turn in 0..<40 {
      let question = try #require(try guides[turn % 2].next())
      #expect(!asked.contains { $0.galaxy == question.galaxy })
      asked.append(question)
      // Half of them stay open.
      if turn % 4 < 2 { try answer(question, fixture, guides[turn % 2]) }
    }
    #expect(try fixture.hunt.store.rounds(hunt: fixture.hunt.id).map(\.size) == [20, 20])
    #expect(try fixture.hunt.openQuestions().count == 20)
    guides[1].close()
    try other.close()
  }

  @Test func aGalaxyThatWasLabelledMeanwhileIsPassedOver() throws {
    let fixture = try HuntFixture(galaxies: 60)
    let ring = try fixture.hunt.addClass("ring")
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    settle(guide)
    // All but three of them, without the guide being told.
    for id in fixture.ids.dropLast(3) {
      try fixture.hunt.store.answer(
        galaxy: id, class: ring.id, hunt: fixture.hunt.id, annotator: "other")
    }
    var asked = Set<Int64>()
    while let question = try guide.next() { asked.insert(question.galaxy) }
    #expect(asked == Set(fixture.ids.suffix(3)))
  }
}
