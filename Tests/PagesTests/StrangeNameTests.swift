import Evaluation
import Files
import Foundation
import Imaging
import Testing

@testable import Pages

/// Names that break pages elsewhere, and more classes than anybody draws.
@Suite struct StrangeNameTests {
  /// What a person could call a class or a survey a galaxy.
  static let names = [
    "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"' onload='alert(1)",
    "🌌👩‍🚀 ring", "مجرة حلقية", "טבעת 12", "ring\u{202E}gnir\u{2066}", "a\u{0}b\u{1B}[2J",
    String(repeating: "W", count: 200), String(repeating: "long name ", count: 20),
    "{{{title}}}", "]]></script><script>alert(2)</script>", "<!-- <script>",
    "Z" + String(repeating: "\u{0301}", count: 200),
  ]

  /// Sixty classes, the strange ones first.
  static let classNames = names + (names.count..<60).map { "class \($0) of many" }

  static func classifier() -> ClassifierReport {
    var generator = SeededGenerator(seed: 3)
    let count = classNames.count
    let truth = (0..<(12 * count)).map { $0 % count }
    let values = truth.flatMap { own -> [Double] in
      let raw = (0..<count).map {
        Double.random(in: 0..<1, using: &generator) + ($0 == own ? Double(count) / 4 : 0)
      }
      let sum = raw.reduce(0, +)
      return raw.map { $0 / sum }
    }
    var report = ClassifierReport(
      title: names.joined(separator: " "), classNames: classNames,
      objectIDs: truth.indices.map { names[$0 % names.count] + "\($0)" }, truth: truth,
      probabilities: ClassProbabilities(classCount: count, values: values))
    report.facts = names.map { RunFact($0, $0) }
    report.resamples = 5
    report.thumbnail = { _ in Raster(width: 8, height: 8) }
    return report
  }

  static func hunt() -> HuntReport {
    var report = SampleReports.hunt()
    report.title = names.joined(separator: " ")
    report.interests = classNames
    report.questions = classNames.enumerated().map { index, name in
      HuntQuestion(
        round: 1, arm: "interest", objectID: name, answer: name, isOfInterest: index % 2 == 0)
    }
    report.ranking = classNames.enumerated().map { index, name in
      RankedGalaxy(rank: index + 1, objectID: name, score: 1, label: name, knownClass: name)
    }
    report.latentMap = LatentMap(
      xLabel: "First", yLabel: "Second",
      groups: classNames.map { LatentMap.Group(name: $0, points: [SIMD2(0, 1)]) })
    return report
  }

  static let pages: [@Sendable () throws -> String] = [
    { try classifier().html() }, { try hunt().html() },
    {
      try TrainingReport(
        title: names[1],
        trainings: [
          TrainingHistory(
            number: 1, kind: "classifier", preset: names[0], ending: names[9],
            settings: names.map { RunFact($0, $0) },
            history: [.init(epoch: 1, seconds: 1, values: [names[0]: 1, names[6]: 2])],
            metrics: [])
        ]
      ).html()
    },
  ]

  @Test(arguments: pages.indices)
  func pagesStayWhatTheyAre(index: Int) throws {
    let html = try Self.pages[index]()
    let page = PageChecker(html)
    #expect(page.isWellFormed, "\(page.message)")
    for harm in ["<script>alert", "<img src=x", "</script><script", "<!-- <script"] {
      #expect(!html.contains(harm), "\(harm)")
    }
    #expect(html.components(separatedBy: "<title>").count >= 2)
    #expect(Set(page.identifiers).count == page.identifiers.count)
  }

  /// An override in a name would turn what stands behind it; isolates come in pairs.
  @Test(arguments: pages.indices)
  func nothingTurnsTheReading(index: Int) throws {
    let page = PageChecker(try Self.pages[index]())
    for mark in ["\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}"] {
      #expect(!page.text.contains(mark))
    }
    #expect(page.text.count { $0 == "\u{2068}" } == page.text.count { $0 == "\u{2069}" })
    #expect(page.text.contains("ring\u{FFFD}gnir"))
  }

  @Test func whatIsReadFromTheRightStaysAmongItsOwn() {
    #expect("2 of טבעת 12, 17".escaped == "2 of \u{2068}טבעת\u{2069} 12, 17")
    #expect("א 1-ב, ג".escaped == "\u{2068}א 1-ב\u{2069}, \u{2068}ג\u{2069}")
    #expect("plain é 星".escaped == "plain é 星")
    #expect("א".nameHTML() == "<bdi>א</bdi>")
  }

  @Test func aLongNameIsShownShortAndKeptWhole() throws {
    let name = String(repeating: "x", count: 199) + "<"
    let html = name.nameHTML()
    let shown = try #require(html.firstMatch(of: /<bdi title="(.*?)">(.*)<\/bdi>/))
    #expect(String(shown.1) == name.escaped)
    #expect(String(shown.2) == "\(String(repeating: "x", count: 35))…xxxxxxxxxxx&lt;")
    #expect(name.shortened().count == 48)
    #expect("short".nameHTML() == "<bdi>short</bdi>")
    // Letters with towers of marks count as one and are cut.
    #expect("Z\(String(repeating: "\u{0301}", count: 200))".shortened().unicodeScalars.count == 8)
    #expect("👩‍👩‍👧‍👦 ring".shortened() == "👩‍👩‍👧‍👦 ring")
  }

  /// The browser runs the page's own script and no other: it knows it by its digest.
  @Test(arguments: pages.indices)
  func thePolicyNamesThePagesScript(index: Int) throws {
    let html = try Self.pages[index]()
    let policy = try #require(html.firstMatch(of: /script-src '(sha256-[A-Za-z0-9+\/=]+)'/))
    let script = try #require(html.firstMatch(of: /(?s)<script>(.*?)<\/script>/))
    #expect(try digest(String(script.1)) == policy.1)
    #expect(!html.contains("script-src 'unsafe-inline'"))
  }

  /// The digest as the coreutils give it.
  private func digest(_ script: String) throws -> String {
    let (input, output) = (Pipe(), Pipe())
    let sum = try ChildProcess(
      ["sha256sum"], input: .descriptor(input.fileHandleForReading.fileDescriptor),
      output: .descriptor(output.fileHandleForWriting.fileDescriptor))
    // More than a pipe holds: written while the other side reads.
    input.fileHandleForWriting.write(Data(script.utf8))
    try input.fileHandleForWriting.close()
    try output.fileHandleForWriting.close()
    sum.wait()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let hex = Array(text.prefix(64))
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(hex[$0...$0 + 1]), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }
}
