import Testing
import Vocabulary

@testable import Hunting

/// A person who changes their classes in the midst of a replayed hunt.
struct ReplayChangeTests {
  private func pool() throws -> ReplayPool {
    let clusters = Clusters(counts: [110, 80, 20, 20], columns: 5, spread: 0.9, seed: 2)
    let names = ["spiral", "elliptical", "ring", "merger"]
    return try ReplayPool(
      features: clusters.features, knownClasses: clusters.clouds.map { names[$0] })
  }

  private func rounds(
    _ changes: [ReplayChange], oracle: ReplaySettings.Oracle = .className, seed: UInt64 = 1
  ) throws -> [ReplayRound] {
    let settings = ReplaySettings(rounds: 6, size: 10, oracle: oracle, changes: changes)
    let replay = try Replay(pool: pool(), anomalies: ["ring", "merger"], settings: settings)
    return try #require(replay.run(.ahunt, seeds: [seed]).repeats.first)
  }

  @Test func bothInterestsAreFound() throws {
    let end = try #require(rounds([]).last)
    #expect(end.found == end.foundOfEach.values.reduce(0, +))
    // By chance five of each.
    #expect(end.foundOfEach["ring"]! >= 12 && end.foundOfEach["merger"]! >= 12)
  }

  @Test func aClassFirstNamedInTheThirdRoundIsFoundFromThenOn() throws {
    let late = try rounds([ReplayChange(round: 3, .name("merger"))], seed: 3)
    let before = late[1].foundOfEach["merger"]!
    #expect(late[5].foundOfEach["merger"]! >= before + 8)
    // Named at once it is found sooner; never named, hardly at all.
    let never = try rounds([ReplayChange(round: 99, .name("merger"))], seed: 3)
    #expect(never[5].foundOfEach["merger"]! < late[5].foundOfEach["merger"]!)
  }

  @Test func aMergedClassIsSplitAgain() throws {
    let changes = [
      ReplayChange(round: 1, .merge("ring", into: "odd")),
      ReplayChange(round: 1, .merge("merger", into: "odd")),
      ReplayChange(round: 4, .split("odd")),
    ]
    let end = try #require(rounds(changes).last)
    #expect(end.foundOfEach["ring"]! >= 12 && end.foundOfEach["merger"]! >= 12)
  }

  @Test func whatNoLongerInterestsIsNoLongerAsked() throws {
    let kept = try rounds([])
    let dropped = try rounds([ReplayChange(round: 4, .weigh("merger", interest: 0))])
    #expect(dropped[2] == kept[2])
    #expect(dropped[5].foundOfEach["merger"]! < kept[5].foundOfEach["merger"]!)
  }

  @Test func thePersonsWordsFollowTheirChanges() {
    var person = ReplayPerson(
      knownClasses: ["ring", "merger", "spiral", "ring"], anomalies: ["ring", "merger"],
      oracle: .interestOnly, changes: [ReplayChange(round: 2, .name("merger"))])
    for galaxy in 0..<3 { person.answer(galaxy) }
    #expect(person.classes.map(\.name) == ["ring", "boring"])
    person.apply(.name("merger"))
    person.answer(1)
    person.apply(.merge("ring", into: "merger"))
    #expect(
      person.classes == [
        HuntClass(id: 0, name: "merger", interest: 1),
        HuntClass(id: 1, name: "boring", interest: 0),
      ])
    #expect(person.answers.map(\.label) == [0, 1, 1, 0])
    person.apply(.split("merger"))
    person.apply(.weigh("ring", interest: 3))
    #expect(person.classes.map(\.name) == ["ring", "boring", "merger"])
    #expect(person.classes.map(\.interest) == [3, 0, 1])
    person.answer(3)
    #expect(person.answers.map(\.label) == [0, 1, 1, 2, 0])
  }

  @Test func aClassThatNoGalaxyHasIsNotNamed() throws {
    #expect(throws: HuntingError.self) { try rounds([ReplayChange(round: 2, .name("lens"))]) }
  }
}
