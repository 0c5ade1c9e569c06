import Store
import Testing
import Vocabulary

/// Labels out and in.
@Suite struct HuntStoreLabelsTests {
  @Test func exportHoldsWhatStandsWithItsRoundAndArm() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2, arm: "random")
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    let question = try fixture.store.questions(hunt: fixture.hunt.id)[0]
    try fixture.store.answer(
      galaxy: fixture.ids[0],
      class: try fixture.store.class(named: "ring", hunt: fixture.hunt.id).id,
      hunt: fixture.hunt.id, annotator: "ann",
      question: question.id, now: StoreFixture.time(0))
    try fixture.store.retract(try fixture.answer(1, "ring"), annotator: "ann")
    #expect(
      try fixture.store.labels(hunt: fixture.hunt.id) == [
        Label(
          objectID: "G0", className: "ring", annotator: "ann",
          answeredAt: "2025-02-19T21:20:00.000Z", round: 1, arm: "random")
      ])
    let ring = try fixture.store.class(named: "ring", hunt: fixture.hunt.id)
    #expect(try fixture.store.currentLabels(hunt: fixture.hunt.id) == [fixture.ids[0]: ring.id])
  }

  @Test func importIsIdempotentAndMakesClasses() throws {
    let fixture = try StoreFixture()
    let rows = [
      Label(
        objectID: "G1", className: "ring", annotator: "zoe", answeredAt: "2024-05-06T07:08:09Z"),
      Label(objectID: "G2", className: "Ring"),
      Label(objectID: "G3", className: "shell"),
      Label(objectID: "nowhere", className: "shell"),
    ]
    let first = try fixture.store.importLabels(rows, hunt: fixture.hunt.id, annotator: "file")
    #expect(first.inserted == 3 && first.skipped == 0)
    #expect(first.newClasses == ["ring", "shell"] && first.unknown == ["nowhere"])
    #expect(try fixture.labels() == ["G1": "ring", "G2": "ring", "G3": "shell"])
    let history = try fixture.store.answerHistory(hunt: fixture.hunt.id)
    #expect(history.map(\.annotator) == ["zoe", "file", "file"])
    #expect(history[0].answeredAt == "2024-05-06T07:08:09Z")
    let again = try fixture.store.importLabels(rows, hunt: fixture.hunt.id, annotator: "file")
    #expect(again.inserted == 0 && again.skipped == 3 && again.newClasses.isEmpty)
  }

  /// An old file does not undo what was answered since.
  @Test func theNewerAnswerStands() throws {
    let fixture = try StoreFixture()
    func imported(_ name: String, at time: String = "") throws -> ImportedLabels {
      try fixture.store.importLabels(
        [Label(objectID: "G1", className: name, answeredAt: time)], hunt: fixture.hunt.id,
        annotator: "file")
    }
    #expect(try imported("ring", at: "2026-05-06T07:08:09Z").replaced == 0)
    let old = try imported("lens", at: "2026-05-06T07:08:08.500Z")
    #expect(old.older == 1 && old.inserted == 0)
    #expect(try fixture.labels() == ["G1": "ring"])
    let new = try imported("lens", at: "2026-05-06T07:08:10Z")
    #expect(new.inserted == 1 && new.replaced == 1 && new.older == 0)
    #expect(try imported("shell").replaced == 1)
    #expect(try fixture.labels() == ["G1": "shell"])
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).count == 3)
  }

  @Test func artifactsAreNotHuntedUnlessSaidOtherwise() throws {
    let fixture = try StoreFixture()
    _ = try fixture.store.importLabels(
      [
        Label(objectID: "G1", className: "Artifact"),
        Label(objectID: "G2", className: "ring"),
      ],
      hunt: fixture.hunt.id, annotator: "file")
    let interests = try fixture.store.classes(hunt: fixture.hunt.id).map(\.interest)
    #expect(interests == [0, 1])
    #expect(throws: StoreError.self) {
      try fixture.store.addClass("Reserve", hunt: fixture.hunt.id)
    }
  }

  @Test func importFollowsMerges() throws {
    let fixture = try StoreFixture()
    for name in ["ring", "hoop"] { try fixture.store.addClass(name, hunt: fixture.hunt.id) }
    try fixture.store.mergeClass("ring", into: "hoop", hunt: fixture.hunt.id)
    let result = try fixture.store.importLabels(
      [Label(objectID: "G1", className: "ring")], hunt: fixture.hunt.id, annotator: "file")
    #expect(result.newClasses.isEmpty)
    #expect(try fixture.labels() == ["G1": "hoop"])
  }

  @Test func importClosesTheQuestionItAnswers() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2)
    _ = try fixture.store.importLabels(
      [Label(objectID: "G0", className: "ring")], hunt: fixture.hunt.id, annotator: "file")
    #expect(
      try fixture.store.openQuestions(hunt: fixture.hunt.id).map(\.objectID) == ["G1"])
    #expect(try fixture.store.labels(hunt: fixture.hunt.id)[0].round == 1)
  }

  @Test func strictOrBrokenImportWritesNothing() throws {
    let fixture = try StoreFixture()
    let good = Label(objectID: "G1", className: "ring")
    #expect(throws: StoreError.unknownObjects(["x", "y"])) {
      try fixture.store.importLabels(
        [good, Label(objectID: "x", className: "a"), Label(objectID: "y", className: "a")],
        hunt: fixture.hunt.id, annotator: "file", strict: true)
    }
    #expect(throws: StoreError.invalidTime("noon")) {
      try fixture.store.importLabels(
        [good, Label(objectID: "G2", className: "ring", answeredAt: "noon")],
        hunt: fixture.hunt.id, annotator: "file")
    }
    #expect(try fixture.store.classes(hunt: fixture.hunt.id).isEmpty)
    #expect(try fixture.labels().isEmpty)
  }

  @Test func statusCountsEverything() throws {
    let fixture = try StoreFixture()
    let (store, hunt) = (fixture.store, fixture.hunt.id)
    try fixture.openRound(0..<4)
    try store.addClass("ring", hunt: hunt)
    try store.retract(try fixture.answer(0, "ring"), annotator: "ann")
    try fixture.answer(0, "ring")
    try fixture.answer(1, "ring")
    try store.skip(galaxy: fixture.ids[2], hunt: hunt, annotator: "ann")
    let old = try store.save(
      NewModel(kind: .embedder, preset: "p", weights: .init([1]), softwareVersion: "0"))
    let new = try store.save(
      NewModel(kind: .embedder, preset: "p", weights: .init([1]), softwareVersion: "0"))
    try store.writeEmbeddings(
      model: old, ids: fixture.ids, dimension: 1, values: Array(repeating: 1, count: 10))
    try store.writeEmbeddings(model: new, ids: [fixture.ids[0]], dimension: 1, values: [1])
    // Embedding writes densities, so they say nothing about scoring.
    try store.writeScores(
      model: new, kind: "density", ids: fixture.ids, values: Array(repeating: 1, count: 10))
    #expect(try store.status(hunt: hunt).scored == 0)
    let scorers = try (0..<2).map { _ in
      try store.save(
        NewModel(kind: .scorer, preset: "p", weights: .init([1]), softwareVersion: "0"))
    }
    try store.writeScores(
      model: scorers[1], kind: "reconstruction", ids: Array(fixture.ids.prefix(3)),
      values: [1, 2, 3])
    // Those of an older model say nothing about the latest.
    try store.writeScores(
      model: old, kind: "fusion", ids: fixture.ids, values: Array(repeating: 1, count: 10))
    #expect(try store.status(hunt: hunt).scored == 0)
    try store.writeScores(
      model: new, kind: "fusion", ids: Array(fixture.ids.prefix(2)), values: [1, 2])
    // A galaxy is scored when it has every stored score.
    #expect(try store.status(hunt: hunt).scored == 0)
    for kind in ["neighbour", "outlier"] {
      try store.writeScores(
        model: new, kind: kind, ids: fixture.ids, values: Array(repeating: 1, count: 10))
    }
    let status = try store.status(hunt: hunt)
    #expect(status.galaxies == 10 && status.catalogs.map(\.name) == ["tiny"])
    #expect(status.models.map(\.id) == [old, new] + scorers)
    #expect(status.embedded == 1 && status.scored == 2)
    #expect(status.answers == 2 && status.skipped == 1 && status.classes[0].answers == 2)
    #expect(status.rounds == 1 && status.openQuestions == 1)
  }
}
