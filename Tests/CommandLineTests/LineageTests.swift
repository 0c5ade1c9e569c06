import Foundation
import Hunting
import Store
import Testing

/// What is derived follows from the latest models, and what was measured stays measured.
@Suite(.serialized) struct LineageTests {
  private func status(_ hunt: Scratch) throws -> (scored: Int?, next: String?) {
    let json = try hunt.ahunt("status", "--format", "json").json()
    return (json["scored"] as? Int, json["next"] as? String)
  }

  @Test func anotherEmbedderOrScorerAsksForScoresOfItsOwn() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    let before = try hunt.ahunt("rank", "--by", "fusion", "--format", "json").json()
    #expect(try status(hunt).scored == SimulatedHunt.count)

    #expect(try hunt.ahunt("train", "embedder", "--epochs", "1", "--seed", "8").status == 0)
    #expect(try status(hunt) == (scored: 0, next: "ahunt embed"))
    #expect(try hunt.ahunt("embed").status == 0)
    #expect(try status(hunt) == (scored: 0, next: "ahunt score"))
    let stale = try hunt.ahunt("rank", "--by", "fusion")
    #expect(stale.status == 1 && stale.error.contains("run `ahunt score`"), "\(stale.error)")
    #expect(try hunt.ahunt("score", "--format", "json").json()["written"] as? Int == 60)
    let after = try hunt.ahunt("rank", "--by", "fusion", "--format", "json").json()
    #expect(before as NSDictionary != after as NSDictionary)

    #expect(try hunt.ahunt("train", "scorer", "--epochs", "1", "--seed", "8").status == 0)
    #expect(try status(hunt) == (scored: 0, next: "ahunt score"))
    #expect(try hunt.ahunt("score", "--format", "json").json()["written"] as? Int == 60)
    #expect(try status(hunt).scored == SimulatedHunt.count)
    // The fusion is the embedder's, whatever the scorer.
    let same = try hunt.ahunt("rank", "--by", "fusion", "--format", "json").json()
    #expect(after as NSDictionary == same as NSDictionary)
  }

  @Test func aSurveyIsMeasuredOnce() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    let path = hunt.folder.appendingPathComponent("hunt/hunt.sqlite").path
    let store = try HuntStore.open(at: path)
    let ids = try store.galaxyIDs()
    let (version, columns) = (MorphologyFeatures.version, MorphologyFeatures.columns)
    let first = Array(ids.prefix(1))
    #expect(try store.shapes(of: ids, version: version, dimension: columns).missing.isEmpty)
    // Those of the embedder's training set.
    #expect(try store.peaks(of: ids, channels: 3).missing.count < ids.count / 2)
    // A shape that nothing measures, which shows whether the galaxy was measured again.
    let mark = try store.shapes(of: first, version: version, dimension: columns).values
      .map { $0 + 1 }
    try store.writeShapes(
      of: store.pixelRevisions(of: first), version: version, dimension: columns, values: mark)
    try store.close()
    for arguments in [
      ["train", "embedder", "--epochs", "1", "--seed", "8"], ["embed"],
      ["train", "classifier", "--preset", "strong", "--epochs", "1"],
    ] {
      let run = try AHuntProcess.run(arguments + ["--workspace", "hunt"], in: hunt.folder)
      #expect(run.status == 0, "\(run.error)")
    }
    let again = try HuntStore.open(at: path)
    #expect(try again.shapes(of: first, version: version, dimension: columns).values == mark)
    try again.close()
  }
}
