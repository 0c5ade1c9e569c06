import Foundation
import Tables
import Testing

@testable import Pages

/// What is new since an earlier report.
@Suite struct HuntChangesTests {
  /// Ranks 1 to 60 in the order of the names; no galaxy is answered but those given.
  private func table(_ answers: [Int: Int], ranks: [Int]? = nil) -> GalaxyTable {
    var table = GalaxyTable(objectIDs: (0..<60).map { "G\($0)" })
    table.add("answer", "Answer", levels: ["ring", "disk"], codes: (0..<60).map { answers[$0] })
    table.add("rank", "Rank", numbers: (ranks ?? Array(1...60)).map(Double.init))
    return table
  }

  private func earlier(_ table: GalaxyTable?) -> PreviousReport {
    PreviousReport(
      written: "2026-11-29 06:10",
      summary: PageSummary(
        title: "Hunt", headlines: [Headline(name: "Labels spent", value: "3", note: "")],
        facts: [RunFact("Written", "then"), RunFact("Data", "digest a"), RunFact("Gone", "x")]),
      galaxies: table.map { Data($0.csv.utf8) })
  }

  @Test func answersAndArrivalsAreTold() {
    // Galaxy 5 was 6th; now it is last of all, and what was 49th moves up.
    var ranks = Array(1...60)
    ranks[5] = 60
    for row in 6..<60 { ranks[row] = row }
    let changes = HuntChanges(
      earlier(table([0: 0, 1: 0, 2: 1])),
      headlines: [Headline(name: "Labels spent", value: "4", note: "")],
      facts: [RunFact("Written", "now"), RunFact("Data", "digest b")],
      table: table([1: 1, 2: 1, 3: 0, 4: 1], ranks: ranks))
    #expect(changes.numbers == [.init(name: "Labels spent", before: "3", now: "4")])
    #expect(
      changes.facts == [
        .init(name: "Data", before: "digest a", now: "digest b"),
        .init(name: "Gone", before: "x", now: "–"),
      ])
    #expect(changes.added.map(\.objectID) == ["G3", "G4"])
    #expect(changes.changed == [.init(objectID: "G1", before: "ring", now: "disk")])
    #expect(changes.withdrawn == [.init(objectID: "G0", before: "ring", now: nil)])
    // Then G3…G50 were the first 48 without a label; now G0 and the 47 of G6…G52.
    #expect(changes.arrivals.map(\.objectID) == ["G0", "G51", "G52"])
    #expect(changes.arrivals.map(\.place) == [1, 47, 48])
    #expect(changes.arrivals.map(\.before) == [nil, 49, 50])
  }

  @Test func theSameHuntHasNoNews() throws {
    let same = table([0: 0])
    let before = earlier(same)
    let changes = HuntChanges(
      before, headlines: before.summary.headlines,
      facts: [RunFact("Data", "digest a"), RunFact("Gone", "x"), RunFact("Written", "now")],
      table: same)
    #expect(changes.isEmpty && changes.knowsGalaxies)
    var report = SampleReports.hunt()
    report.previous = PreviousReport(
      written: "2026-11-29 06:10",
      summary: PageSummary(
        title: "", headlines: report.headlines(HuntResults(report)), facts: report.facts),
      galaxies: nil)
    let text = PageChecker(try report.html()).text
    #expect(text.contains("Nothing changed since the report of 2026-11-29 06:10"))
  }

  @Test func whatIsNotKeptIsSaid() throws {
    let changes = HuntChanges(earlier(nil), headlines: [], facts: [], table: table([0: 0]))
    #expect(!changes.knowsGalaxies && changes.added.isEmpty)
    var report = SampleReports.hunt()
    report.previous = earlier(nil)
    #expect(PageChecker(try report.html()).text.contains("so its answers can't be compared"))
    report.previous = nil
    #expect(!PageChecker(try report.html()).identifiers.contains("changes"))
  }

  /// Two galaxies of one name can't be told apart, so nothing is said of them.
  @Test func namesThatTwoGalaxiesHaveAreLeftOut() throws {
    var twice = GalaxyTable(objectIDs: ["A", "A", "=B"])
    twice.add("answer", "Answer", levels: ["ring"], codes: [0, nil, nil])
    twice.add("rank", "Rank", numbers: [1, 2, 3])
    let before = earlier(twice)
    #expect(before.answers == [:] && before.ranks == ["=B": 3])
    let changes = HuntChanges(before, headlines: [], facts: [], table: twice)
    #expect(changes.added.isEmpty && changes.arrivals.isEmpty)
  }
}
