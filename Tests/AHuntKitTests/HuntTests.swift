import AHuntKit
import Foundation
import Store
import TestSupport
import Testing
import Vocabulary

/// The library's calls, one after the other.
@Suite struct HuntTests {
  @Test func aHuntIsMadeOnceAndOpenedAgain() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.appendingPathComponent("rings")
    let (hunt, isNew) = try Hunt.create(in: place)
    #expect(isNew && hunt.name == "rings")
    try hunt.close()
    let again = try Hunt.create(in: place, name: "other")
    #expect(!again.isNew && again.hunt.name == "rings")
    try again.hunt.close()
    #expect(try Hunt.open(in: place).name == "rings")
    #expect(throws: HuntError.noFolder(path: folder.path("none"))) {
      try Hunt.open(in: folder.url.appendingPathComponent("none"))
    }
    let file = try folder.write("x", to: "file")
    #expect(throws: HuntError.notAFolder(path: file)) {
      try Hunt.open(in: URL(fileURLWithPath: file))
    }
  }

  @Test func whatIsMissingIsSaidAsATypedError() throws {
    let fixture = try HuntFixture(isEmbedded: false)
    let hunt = fixture.hunt
    #expect(throws: HuntError.noEmbeddings(isTrained: false)) { try hunt.rank() }
    #expect(throws: HuntError.noEmbeddings(isTrained: false)) { try hunt.askRound() }
    #expect(throws: HuntError.noScore(.fusion)) { try hunt.rank(RankRequest(by: .fusion)) }
    #expect(throws: HuntError.noOpenQuestions()) { try hunt.reviewSession() }
    #expect(throws: HuntError.noModel(.embedder)) { try hunt.embed() }
    #expect(throws: HuntError.noModel(.scorer)) { try hunt.score() }
    #expect(throws: HuntError.noModels) { try hunt.report(.training) }
    try hunt.store.save(NewModel(kind: .embedder, preset: "", weights: Data(), softwareVersion: ""))
    #expect(throws: HuntError.noEmbeddings(isTrained: true)) { try hunt.rank() }
    #expect(throws: HuntError.wrongModel(id: 1, kind: .embedder, needed: .scorer)) {
      try hunt.score(model: 1)
    }
    try hunt.store.writeEmbeddings(
      model: 1, of: try hunt.store.pixelRevisions(of: Array(fixture.ids.prefix(50))), dimension: 2,
      values: [Float](repeating: 1, count: 100))
    #expect(throws: HuntError.incompleteEmbeddings(missing: 10)) { try hunt.rank() }
  }

  @Test func statusSaysTheNextStep() throws {
    let fixture = try HuntFixture()
    var status = try fixture.hunt.status()
    #expect(status.galaxies == 60 && status.embedded == 60 && status.scored == 0)
    #expect(status.catalogs.map(\.name) == ["tiny"] && status.next == .train)
    try fixture.hunt.store.save(
      NewModel(kind: .scorer, preset: "seed", weights: Data([0]), softwareVersion: "test"))
    status = try fixture.hunt.status()
    #expect(status.next == .score)
    let empty = try Hunt.create(in: fixture.folder.url.appendingPathComponent("empty")).hunt
    #expect(try empty.status().next == .import)
  }

  @Test func roundsAnswersAndRankingsFollowEachOther() throws {
    let fixture = try HuntFixture()
    let hunt = fixture.hunt
    let round = try hunt.askRound(RoundRequest(size: 12))
    #expect(round.number == 1 && round.questions.count == 12 && round.galaxies == 60)
    #expect(round.census == nil)
    #expect(try hunt.openQuestions().map(\.id) == round.questions.map(\.id))
    try fixture.answerAll()
    #expect(throws: HuntError.noOpenQuestions()) { try hunt.reviewSession() }
    #expect(throws: HuntError.noOpenQuestions(round: 1)) { try hunt.reviewSession(round: 1) }
    #expect(throws: HuntError.noOpenQuestions(round: 1)) { try hunt.withdrawRound() }
    let ranking = try hunt.rank(RankRequest(count: 10, unlabelledOnly: true))
    #expect(ranking.knowsThePerson && ranking.galaxies == 60 && ranking.census != nil)
    #expect(ranking.entries.map(\.rank) == Array(1...10))
    #expect(ranking.entries.allSatisfy { $0.label == nil && $0.knownClass == "ring" })
    #expect(ranking.entries.map(\.score) == ranking.entries.map(\.score).sorted(by: >))
    // Whatever was asked is never asked again, until nothing is left.
    var asked = Set(round.questions.map(\.galaxy))
    #expect(throws: HuntError.nothingToAsk) {
      while true {
        for question in try hunt.askRound(RoundRequest(size: 20)).questions {
          #expect(asked.insert(question.galaxy).inserted)
        }
        try fixture.answerAll()
      }
    }
    #expect(asked.count == 60)
    let status = try hunt.status()
    #expect(status.answers == 60 && status.openQuestions == 0)
    #expect(try hunt.answerLog().count == 60)
  }

  @Test func interestsRankAnewAtOnce() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 24))
    try fixture.answerAll()
    func best() throws -> Set<String?> {
      Set(try fixture.hunt.rank(RankRequest(count: 8)).entries.map(\.knownClass))
    }
    #expect(try best() == ["ring"])
    try fixture.hunt.weighClass("ring", interest: 0)
    try fixture.hunt.weighClass("round", interest: 2)
    #expect(try best() == ["round"])
  }

  @Test func similarGalaxiesAreTheNearest() throws {
    let fixture = try HuntFixture()
    let (galaxy, neighbours) = try fixture.hunt.similar(to: fixture.survey.objectID(2), count: 7)
    #expect(galaxy == fixture.ids[2])
    #expect(neighbours.count == 7 && neighbours.allSatisfy { $0.knownClass == "ring" })
    #expect(neighbours.map(\.distance) == neighbours.map(\.distance).sorted())
    #expect(throws: StoreError.noGalaxy(objectID: "x")) { try fixture.hunt.similar(to: "x") }
  }

  @Test func aClassIsSplitByLooksOrByName() throws {
    let fixture = try HuntFixture()
    let hunt = fixture.hunt
    let classes = ["disk": "thing", "ring": "thing", "round": "plain"]
    try hunt.askRound(RoundRequest(size: 30))
    for question in try hunt.openQuestions() {
      let name = classes[try fixture.known(question)]!
      let chosen = try hunt.classes().first { $0.name == name } ?? hunt.addClass(name)
      try hunt.answer(question, with: chosen, annotator: "ann")
    }
    let would = try hunt.splitClass(
      "thing", into: "part", objectIDs: nil, annotator: "ann", isRehearsal: true)
    #expect(try hunt.classes().map(\.name).contains("part") == false)
    let moved = try hunt.splitClass("thing", into: "part", objectIDs: nil, annotator: "ann")
    #expect(moved == would && !moved.isEmpty)
    let kinds = Set(moved.map { id in (0..<60).first { fixture.survey.objectID($0) == id }! % 3 })
    #expect(kinds.count == 1)
  }

  @Test func labelsGoOutAndComeIn() throws {
    let fixture = try HuntFixture()
    try fixture.hunt.askRound(RoundRequest(size: 10))
    try fixture.answerAll()
    let text = LabelFile.text(try fixture.hunt.labels())
    let other = try HuntFixture()
    let result = try other.hunt.importLabels(LabelFile.labels(in: text, name: "labels.csv"))
    #expect(result.imported == 10 && result.standing.count == 10 && result.unknown.isEmpty)
    #expect(
      try other.hunt.labels().map(\.className) == fixture.hunt.labels().map(\.className))
    #expect(try other.hunt.importLabels(LabelFile.labels(in: text, name: "x")).imported == 0)
  }

  @Test func contactSheetsArePNGs() throws {
    let fixture = try HuntFixture()
    let sheet = try fixture.hunt.contactSheet([(fixture.ids[0], ["first"]), (fixture.ids[1], [])])
    #expect(sheet.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
  }
}
