import AHuntKit
import Foundation
import Imaging
import Review
import Store
import Survey
import TestSupport
import Testing
import Vocabulary

@testable import AHuntKit

/// What a review shows beside the galaxy itself.
@Suite struct ReviewViewsTests {
  private func picture(
    _ hunt: Hunt, _ question: Question, _ subject: PictureView.Subject, side: Int = 100
  ) throws -> ReviewPicture {
    var view = PictureView()
    view.subject = subject
    return try hunt.reviewGuide().picture(of: question, view: view, side: side)
  }

  @Test func theNearestLabelledGalaxiesCarryTheirAnswers() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 1))
    let question = try fixture.hunt.openQuestions()[0]
    let empty = try picture(fixture.hunt, question, .neighbours)
    #expect(empty.parts.count == 1 && empty.note == "no other galaxy carries a class yet")
    let classes = try TinySurvey.classes.map { try fixture.hunt.addClass($0) }
    for (index, id) in fixture.ids.enumerated().prefix(30) where id != question.galaxy {
      try fixture.hunt.store.answer(
        galaxy: id, class: classes[index % 3].id, hunt: fixture.hunt.id, annotator: "ann")
    }
    let shown = try picture(fixture.hunt, question, .neighbours)
    #expect(shown.parts.count == 9 && shown.parts[0].captions == ["this one"])
    // The same, found by the library's own search.
    let labelled = try fixture.hunt.similar(to: question.objectID, count: 60).neighbours
      .filter { $0.label != nil }.prefix(8)
    for (part, neighbour) in zip(shown.parts.dropFirst(), labelled) {
      #expect(
        part.captions == [
          neighbour.label!, neighbour.objectID,
          "distance \(Figures.decimal(neighbour.distance, places: 2))",
        ])
      #expect(try part.raster == fixture.hunt.picture(of: neighbour.galaxy))
    }
    #expect(shown.note.hasPrefix("the nearest of "))
  }

  @Test func withoutVectorsNothingIsANeighbour() throws {
    let fixture = try HuntFixture(isEmbedded: false)
    let question = Question(id: 1, galaxy: fixture.ids[0], objectID: "G0000")
    let shown = try picture(fixture.hunt, question, .neighbours)
    #expect(shown.parts.count == 1 && shown.note.hasPrefix("no embedder is trained"))
  }

  @Test func theBatchIsShownTogether() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 40))
    let questions = try fixture.hunt.openQuestions()
    let ring = try fixture.hunt.addClass("ring")
    try fixture.hunt.answer(questions[21], with: ring, annotator: "ann")
    try fixture.hunt.skip(questions[22], annotator: "ann")
    let shown = try picture(fixture.hunt, questions[20], .batch, side: 8)
    #expect(shown.parts.count == 30 && shown.note == "round 1, 40 questions, 6 to 35")
    #expect(shown.parts[15].captions == ["this one", questions[20].objectID])
    #expect(shown.parts[16].captions[0] == "ring" && shown.parts[17].captions[0] == "skipped")
    #expect(shown.parts[14].captions == ["open", questions[19].objectID])
    #expect(shown.parts.allSatisfy { $0.raster.width == 8 })
    let last = try picture(fixture.hunt, questions[39], .batch)
    #expect(last.parts.count == 30 && last.parts[29].captions[0] == "this one")
  }

  @Test(arguments: [PictureView.Subject.reconstruction, .residual])
  func withoutAScorerTheCutoutIsShown(_ subject: PictureView.Subject) throws {
    let fixture = try HuntFixture()
    let question = Question(id: 1, galaxy: fixture.ids[0], objectID: "G0000")
    let shown = try picture(fixture.hunt, question, subject)
    #expect(try shown.parts.map(\.raster) == [fixture.hunt.picture(of: fixture.ids[0])])
    #expect(shown.note == "the stored cutout: there is no scorer yet")
  }

  @Test func theScorerRedrawsTheGalaxy() throws {
    let fixture = try HuntFixture(galaxies: 30)
    var request = TrainingRequest(.scorer)
    request.epochs = 1
    try fixture.hunt.train(request)
    let question = Question(id: 1, galaxy: fixture.ids[0], objectID: "G0000")
    let redrawn = try picture(fixture.hunt, question, .reconstruction)
    let residual = try picture(fixture.hunt, question, .residual)
    #expect(redrawn.note == "what the autoencoder makes of it")
    let (own, theirs) = (try fixture.hunt.picture(of: fixture.ids[0]), redrawn.parts[0].raster)
    #expect(theirs.width == 16 && theirs != own)
    #expect(
      residual.parts[0].raster.pixels
        == zip(own.pixels, theirs.pixels).map { UInt8(clamping: 128 + Int($0) - Int($1)) })
  }

  @Test func fewPicturesAreKept() {
    let cache = PictureCache(mostBytes: 3 * 12 * 4)
    var made: [String] = []
    func get(_ name: String, side: Int = 2) {
      _ = cache.picture(name) {
        made.append(name)
        return .bytes(Raster(width: side, height: side))
      }
    }
    for name in ["a", "b", "a"] { get(name) }
    #expect(made == ["a", "b"] && cache.byteCount == 24)
    // What was used last stays, and what is larger than all of it is never kept.
    for index in 0..<11 { get("\(index)") }
    #expect(cache.byteCount == 144)
    made = []
    get("a")
    get("b")
    #expect(made == ["b"])
    get("large", side: 20)
    #expect(cache.byteCount == 144)
  }
}
