import AHuntKit
import Foundation
import Store
import TestSupport
import Testing
import Vocabulary

/// How far people agree, and which answers are doubted.
@Suite struct PeopleTests {
  /// Answers in the order they were given: object, class, who.
  private func say(_ words: [(Int, String, String)], _ fixture: HuntFixture) throws {
    for (galaxy, name, annotator) in words {
      let id = try fixture.hunt.store.galaxies(ids: [fixture.ids[galaxy]])[0].objectID
      _ = try fixture.hunt.label(id, as: name, isNew: true, annotator: annotator)
    }
  }

  @Test func agreementIsOfWhatEachSaidFirst() throws {
    let fixture = try HuntFixture(galaxies: 12, isEmbedded: false)
    try say(
      [
        (0, "ring", "ann"), (1, "ring", "ann"), (2, "disk", "ann"), (3, "disk", "ann"),
        (0, "ring", "bob"), (1, "disk", "bob"), (2, "disk", "bob"), (3, "disk", "bob"),
        (4, "ring", "cid"), (0, "ring", "cid"),
      ], fixture)
    // Ann settles what they disagree on, and had said something else before.
    let store = fixture.hunt.store
    let disk = try store.class(named: "disk", hunt: fixture.hunt.id).id
    try store.answer(
      galaxy: fixture.ids[1], class: disk, hunt: fixture.hunt.id, annotator: "ann")
    let found = try fixture.hunt.agreement()
    #expect(found.annotators == ["ann", "bob", "cid"] && found.galaxies == 4)
    #expect(
      found.pairs.map { [$0.first, $0.second] } == [
        ["ann", "bob"], ["ann", "cid"], ["bob", "cid"],
      ])
    #expect(found.pairs.map(\.galaxies) == [4, 1, 1] && found.pairs.map(\.agreed) == [3, 1, 1])
    // Worked by hand: p_o 3/4, p_e (2·1 + 2·3)/16.
    let kappa = try #require(found.pairs[0].kappa)
    #expect(abs(kappa.value - 0.5) < 1e-12 && kappa.lower <= 0.5 && kappa.upper >= 0.5)
    #expect(found.pairs[1].kappa == nil)
    // Nobody disagrees by their last word.
    #expect(found.disagreements.isEmpty)
    // Who decides is not judged.
    try fixture.hunt.setLabelRule(.adjudicator("bob"))
    #expect(try fixture.hunt.agreement().pairs.map { [$0.first, $0.second] } == [["ann", "cid"]])
  }

  @Test func disagreementsAndConsistencyAreListed() throws {
    let fixture = try HuntFixture(galaxies: 12, isEmbedded: false)
    try say(
      [(0, "ring", "ann"), (0, "disk", "bob"), (1, "ring", "ann"), (2, "disk", "ann")], fixture)
    let store = fixture.hunt.store
    let answers = try store.standingAnswers(hunt: fixture.hunt.id).filter { $0.annotator == "ann" }
    let disk = try store.class(named: "disk", hunt: fixture.hunt.id).id
    for answer in answers {
      try store.answerAgain(answer.id, label: disk, annotator: "ann")
    }
    let found = try fixture.hunt.agreement()
    #expect(found.disagreements.map(\.galaxy) == [fixture.ids[0]])
    #expect(found.disagreements[0].label == "disk")
    #expect(found.disagreements[0].answers.map(\.className) == ["ring", "disk"])
    let consistency = try #require(found.consistency.first)
    #expect(consistency.annotator == "ann" && consistency.galaxies == 3)
    #expect(consistency.agreed == 1)
  }

  /// A head that didn't learn an answer tells a slip by the others.
  @Test func aSlipIsDoubted() throws {
    let fixture = try HuntFixture(galaxies: 60)
    #expect(try fixture.hunt.likelyMistakes().isEmpty)
    var words: [(Int, String, String)] = []
    for index in 0..<60 { words.append((index, fixture.survey.label(index), "ann")) }
    let slip = try #require((0..<60).first { fixture.survey.label($0) == "ring" })
    let other = try #require(words.map(\.1).first { $0 != "ring" })
    words[slip].1 = other
    try say(words, fixture)
    let doubts = try fixture.hunt.likelyMistakes(share: 0.5)
    let doubt = try #require(doubts.first { $0.galaxy == fixture.ids[slip] })
    #expect(doubt.label == other && doubt.suggested == "ring" && doubt.annotator == "ann")
    #expect(doubt.suggestedShare > doubt.labelShare && !doubt.isConfirmed)
    #expect(doubts.count < 12)
    // Whoever says so once more is sure.
    let store = fixture.hunt.store
    try store.answer(
      galaxy: fixture.ids[slip],
      class: try store.class(named: other, hunt: fixture.hunt.id).id, hunt: fixture.hunt.id,
      annotator: "ann")
    #expect(
      try fixture.hunt.likelyMistakes(share: 0.5)
        .first { $0.galaxy == fixture.ids[slip] }?.isConfirmed == true)
  }
}
