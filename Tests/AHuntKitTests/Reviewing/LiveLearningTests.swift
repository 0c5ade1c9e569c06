import Foundation
import Hunting
import Review
import Store
import TestSupport
import Testing
import Vocabulary

@testable import AHuntKit

/// The head learns behind a review, and ends where `rank` and `round` do.
@Suite struct LiveLearningTests {
  /// What the guide has learned once nothing more is on its way.
  private func settled(_ guide: HuntGuide) throws -> ReviewBeliefs {
    for _ in 0..<60_000 where guide.isLearning { Thread.sleep(forTimeInterval: 0.001) }
    try #require(!guide.isLearning)
    return try #require(guide.beliefs())
  }

  /// Beliefs are just what a ranking says that is made of the store from nothing.
  private func expectRanked(_ beliefs: ReviewBeliefs, _ hunt: Hunt) throws {
    let open = try hunt.openQuestions()
    #expect(Set(beliefs.order) == Set(open.map(\.id)) && beliefs.order.count == open.count)
    #expect(Set(beliefs.beliefs.keys) == Set(beliefs.order))
    try hunt.store.snapshot { store in
      let snapshot = try HuntSnapshot(store, hunt: hunt.id)
      let ranking = try snapshot.ranking()
      for question in open {
        let belief = try #require(beliefs.beliefs[question.id])
        let shares = ranking.probabilities[try #require(snapshot.rows[question.galaxy])]
        #expect(belief.reserve == Double(shares.last!))
        #expect(
          belief.probabilities
            == Dictionary(
              uniqueKeysWithValues: zip(snapshot.classes.map(\.id), shares.map(Double.init))))
      }
    }
  }

  @Test func beliefsFollowAnswersNewClassesSkipsAndUndo() throws {
    let fixture = try HuntFixture(galaxies: 90)
    try fixture.hunt.askRound(RoundRequest(size: 30))
    let guide = fixture.hunt.reviewGuide()
    let recorder = fixture.hunt.recorder(annotator: "ann", activity: Activity())
    try expectRanked(settled(guide), fixture.hunt)
    var generations = [try settled(guide).generation]
    func record(_ commit: ReviewCommit) throws -> Int64 {
      let entry = try recorder.record(commit, dwell: nil).entry
      guide.learn(commit)
      let beliefs = try settled(guide)
      try expectRanked(beliefs, fixture.hunt)
      generations.append(beliefs.generation)
      return entry
    }
    let open = try fixture.hunt.openQuestions()
    for question in open.prefix(6) {
      let name = try fixture.known(question)
      let known = try fixture.hunt.classes().first { $0.name == name }
      if let known {
        _ = try record(.answer(question, known))
      } else {
        let entry = try NewClassEntry(name: name, interest: name == "ring" ? 1 : 0)
        _ = try record(.answerNew(question, entry))
      }
    }
    _ = try record(.skip(open[6]))
    let last = try record(.answer(open[7], try #require(try fixture.hunt.classes().first)))
    _ = try record(
      .undo([ReviewEntry(id: last, galaxy: open[7].galaxy, question: open[7].id, label: nil)]))
    // A changed answer: the old one is taken back and a new one given.
    let first = try #require(try fixture.hunt.store.answerHistory(hunt: fixture.hunt.id).first)
    let entry = ReviewEntry(
      id: first.id, galaxy: first.galaxy, question: first.question, label: nil)
    _ = try record(.change(entry, open[0], to: try #require(try fixture.hunt.classes().last)))
    // What says nothing of the class is nothing to learn.
    guide.learn(.note(open[8], "a faint arm"))
    guide.learn(.flag(open[8], true))
    #expect(!guide.isLearning)
    #expect(generations == generations.sorted() && Set(generations).count == generations.count)
  }

  @Test func reasonsAndOrderAreThoseOfTheHeadAsItIsNow() throws {
    let fixture = try HuntFixture(galaxies: 120)
    try fixture.hunt.askRound(RoundRequest(size: 30, seed: 1))
    try fixture.answerAll()
    try fixture.hunt.askRound(RoundRequest(size: 40))
    let guide = fixture.hunt.reviewGuide()
    let before = try settled(guide)
    let interest = try fixture.hunt.openQuestions().filter { $0.arm == "interest" }
    let ring = try #require(try fixture.hunt.classes().first { $0.name == "ring" })
    for question in interest {
      let belief = try #require(before.beliefs[question.id])
      let share = Figures.decimal(try #require(belief.probabilities[ring.id] as Double?), places: 2)
      #expect(belief.why.hasPrefix("most like your 'ring' (p = \(share)), number "))
    }
    // The likeliest of the arm come first.
    let places = before.order.compactMap { id in interest.first { $0.id == id } }
    let shares = places.compactMap { before.beliefs[$0.id]?.probabilities[ring.id] }
    #expect(shares == shares.sorted(by: >) && shares.count > 20)
    // One contradicting answer, and the words are others.
    let disk = try #require(try fixture.hunt.classes().first { $0.name == "disk" })
    try fixture.hunt.answer(places[0], with: disk, annotator: "ann")
    guide.learn(.skip(places[0]))
    let after = try settled(guide)
    #expect(after.beliefs[places[0].id] == nil && !after.order.contains(places[0].id))
    #expect(after.beliefs[places[1].id]?.why != before.beliefs[places[1].id]?.why)
  }

  @Test func whatOthersAnswerIsLearnedToo() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    let guide = fixture.hunt.reviewGuide()
    _ = try settled(guide)
    let other = try fixture.opened()
    let ring = try other.addClass("ring")
    let open = try other.openQuestions()
    for question in open.prefix(4) { try other.answer(question, with: ring, annotator: "other") }
    guide.learn(.skip(open[5]))
    try expectRanked(settled(guide), fixture.hunt)
    try other.close()
  }

  @Test func aFitThatFailsLeavesWhatWasLearned() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    let before = try settled(guide)
    // Galaxies without vectors: no ranking can be made.
    let more = try TinySurvey(count: 61, side: 16).write(to: fixture.folder, below: "more")
    var request = CatalogImport(source: URL(fileURLWithPath: more), name: "more")
    request.size = 16
    try fixture.hunt.importCatalog(request)
    guide.learn(.skip(try fixture.hunt.openQuestions()[0]))
    let after = try settled(guide)
    #expect(after.generation == before.generation && after.beliefs == before.beliefs)
    #expect(try guide.next() != nil)
  }

  @Test func newVectorsAreReadAnew() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    let guide = fixture.hunt.reviewGuide()
    let before = try settled(guide)
    let embedder = try fixture.hunt.store.save(
      NewModel(kind: .embedder, preset: "seed", weights: Data([1]), softwareVersion: "test"))
    try fixture.hunt.store.writeEmbeddings(
      model: embedder, of: try fixture.hunt.store.pixelRevisions(of: fixture.ids), dimension: 2,
      values: (0..<120).map { Float($0 % 7) })
    let open = try fixture.hunt.openQuestions()
    try fixture.hunt.answer(open[0], with: try fixture.hunt.addClass("ring"), annotator: "ann")
    guide.learn(.skip(open[0]))
    let after = try settled(guide)
    try expectRanked(after, fixture.hunt)
    #expect(after.beliefs != before.beliefs)
  }

  /// What is asked for a reason of its own is told with that reason, and with bars as any other.
  @Test func whatIsAskedAgainKeepsItsReason() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    let open = try fixture.hunt.openQuestions()
    let ring = try fixture.hunt.addClass("ring")
    try fixture.hunt.answer(open[1], with: ring, annotator: "ann")
    for question in open[...1] {
      try fixture.hunt.store.remark(
        galaxy: question.galaxy, kind: .flag, hunt: fixture.hunt.id, annotator: "bob")
    }
    let asked = try fixture.hunt.reviewAgain(.flagged, of: "bob", activity: Activity())
      .session.questions
    #expect(Set(asked.map(\.galaxy)) == Set(open[...1].map(\.galaxy)))
    let beliefs = try settled(fixture.hunt.reviewGuide(again: asked))
    for question in asked {
      let belief = try #require(beliefs.beliefs[question.id])
      #expect(belief.why == "flagged for later" && belief.probabilities[ring.id] != nil)
    }
  }

  @Test func withoutVectorsNothingIsBelieved() throws {
    let fixture = try HuntFixture(isEmbedded: false)
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    #expect(throws: HuntError.self) { try guide.next() }
    #expect(guide.beliefs() == nil && !guide.isLearning)
    // Once there are some, the next answer has it learn.
    try fixture.embed()
    guide.learn(.skip(Question(id: 1, galaxy: 1, objectID: "")))
    _ = try settled(guide)
    #expect(try guide.next() != nil)
  }

  @Test func afterItIsClosedNothingReadsTheHunt() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    let guide = fixture.hunt.reviewGuide(isAdaptive: true)
    let beliefs = try settled(guide)
    guide.learn(.skip(try fixture.hunt.openQuestions()[0]))
    guide.close()
    #expect(!guide.isLearning && guide.beliefs()?.generation ?? 0 >= beliefs.generation)
    #expect(throws: CancellationError.self) { try guide.next() }
    guide.learn(.skip(Question(id: 1, galaxy: 1, objectID: "")))
    guide.close()
    try fixture.hunt.close()
  }

  @Test func whatIsNeverAskedForEndsByItself() throws {
    let fixture = try HuntFixture()
    weak var learning: LiveLearning?
    do {
      let made = LiveLearning(
        fixture.hunt.store, StoreGate(), hunt: fixture.hunt.id, budget: nil)
      learning = made
      made.close()
    }
    for _ in 0..<60_000 where learning != nil { Thread.sleep(forTimeInterval: 0.001) }
    #expect(learning == nil)
  }
}

extension ReviewBeliefs.Belief: CustomStringConvertible {
  public var description: String { why }
}
