import AHuntKit
import Foundation
import TestSupport
import Testing

/// The articles' code is compiled, runs, and is what the articles show.
@Suite struct ArticleTests {
  @Test func theArticlesCodeHunts() throws {
    let folder = try TemporaryFolder()
    let hunted = try HuntFromSwift.run(in: folder.url)
    #expect(hunted.imported == 60 && hunted.written == 60)
    #expect(hunted.told > 0)
    #expect(hunted.round.number == 1 && hunted.round.questions.count == 12)
    #expect(hunted.ranking.entries.map(\.rank) == Array(1...10))
    let asked = Set(hunted.round.questions.map(\.objectID))
    #expect(asked.isDisjoint(with: hunted.ranking.entries.map(\.objectID)))
    #expect(try Data(contentsOf: hunted.sheet).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try String(contentsOf: hunted.report, encoding: .utf8).contains("rings"))

    let compared = try CompareStrategies.run(in: folder.url)
    #expect(compared.replay.strategies.map(\.name) == ["ahunt", "random", "reconstruction"])
    #expect(compared.replay.strategies.allSatisfy { $0.rounds.count == 2 })
    #expect(compared.replay.galaxies == 60 && compared.replay.anomalies > 0)
    let hunt = try Hunt.open(in: folder.url)
    let own = try hunt.answerLog().filter { $0.annotator == "lonely first" }
    #expect(own.count == 12)
    #expect(own.count { $0.className == "ring" } == compared.found)
    #expect(
      try String(contentsOf: compared.report, encoding: .utf8).contains("reconstruction"))
    try hunt.close()
  }

  @Test(arguments: ["HuntFromSwift", "CompareStrategies"])
  func articlesShowTheCodeThatIsTested(_ name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let code = try String(
      contentsOf: root.appendingPathComponent("Snippets/\(name).swift"), encoding: .utf8)
    let article = try String(
      contentsOf: root.appendingPathComponent(
        "../../Sources/AHuntKit/AHuntKit.docc/\(name).md"), encoding: .utf8)
    let regions = Self.parts(of: code, from: "// region: ", to: "// end")
    #expect(regions.count > 3)
    #expect(Self.parts(of: article, from: "```swift", to: "```") == regions)
  }

  /// What lies between the lines that begin with `start` and the next one that is `end`, without the
  /// indentation that its lines share.
  private static func parts(of text: String, from start: String, to end: String) -> [String] {
    var parts: [String] = []
    var open: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      if let lines = open {
        guard content == end else {
          open?.append(line)
          continue
        }
        let indentation =
          lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        parts.append(lines.map { $0.dropFirst(indentation) }.joined(separator: "\n"))
        open = nil
      } else if content.hasPrefix(start) {
        open = []
      }
    }
    return parts
  }
}
