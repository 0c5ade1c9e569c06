import Foundation
import TestSupport
import Testing

/// Everything a person gets wrong: one clear sentence, exit code 1, and nothing half-written.
@Suite struct BadInputTests {
  /// A mistake: how to set it up, what is typed, and words the sentence must hold.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let prepare: @Sendable (Scratch) throws -> Void
    let arguments: [String]
    let words: [String]
  }

  static let mistakes: [Mistake] = [
    Mistake(
      testDescription: "a missing path", prepare: initialize,
      arguments: ["import", "no-such-survey"], words: ["no-such-survey"]),
    Mistake(
      testDescription: "an empty folder",
      prepare: {
        try initialize($0)
        try FileManager.default.createDirectory(
          at: $0.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
      },
      arguments: ["import", "empty"], words: ["empty", "no"]),
    Mistake(
      testDescription: "a CSV without the needed column",
      prepare: {
        try initialize($0)
        try $0.write("name,picture\na,a.png\n", to: "survey.csv")
      },
      arguments: ["import", "survey.csv"], words: ["survey.csv", "column"]),
    Mistake(
      testDescription: "an unreadable JPEG among good ones, strictly",
      prepare: {
        try initialize($0)
        try spoiledSurvey($0)
      },
      arguments: ["import", "sky", "--strict"], words: ["broken.jpg"]),
    Mistake(
      testDescription: "no workspace", prepare: { _ in },
      arguments: ["status"], words: ["ahunt init"]),
    Mistake(
      testDescription: "a folder that isn't a workspace",
      prepare: { try $0.write("hello", to: "hunt/notes.txt") },
      arguments: ["rank"], words: ["ahunt init"]),
    Mistake(
      testDescription: "a file that is no database",
      prepare: { try $0.write("hello, this is no database at all", to: "hunt/hunt.sqlite") },
      arguments: ["status"], words: ["hunt.sqlite"]),
    Mistake(
      testDescription: "round before embed",
      prepare: {
        try initialize($0)
        try importSurvey($0)
      },
      arguments: ["round"], words: ["ahunt embed"]),
    Mistake(
      testDescription: "review with no terminal",
      prepare: initialize, arguments: ["review"], words: ["--answers"]),
    Mistake(
      testDescription: "answers from a file that isn't there",
      prepare: initialize, arguments: ["review", "--answers", "nowhere.csv"],
      words: ["nowhere.csv"]),
    Mistake(
      testDescription: "embed before train",
      prepare: {
        try initialize($0)
        try importSurvey($0)
      },
      arguments: ["embed"], words: ["ahunt train"]),
    Mistake(
      testDescription: "train on nothing", prepare: initialize,
      arguments: ["train", "embedder"], words: ["ahunt import"]),
    Mistake(
      testDescription: "rank before anything",
      prepare: {
        try initialize($0)
        try importSurvey($0)
      },
      arguments: ["rank"], words: ["ahunt"]),
    Mistake(
      testDescription: "a class that isn't there", prepare: initialize,
      arguments: ["classes", "weigh", "ring", "2"], words: ["ring"]),
    Mistake(
      testDescription: "a model that isn't there", prepare: initialize,
      arguments: ["models", "remove", "7"], words: ["7"]),
    Mistake(
      testDescription: "a galaxy that isn't there",
      prepare: {
        try initialize($0)
        try importSurvey($0)
      },
      arguments: ["similar", "NGC 1300"], words: ["NGC 1300"]),
  ]

  @Test(arguments: mistakes)
  func isOneClearSentence(_ mistake: Mistake) throws {
    let scratch = try Scratch()
    try mistake.prepare(scratch)
    // The first opening for writing after `init` may add an empty page to the file.
    _ = try scratch.ahunt("models", "remove", "99")
    let before = try scratch.contents()
    let run = try AHuntProcess.run(
      mistake.arguments, in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    #expect(run.status == 1, "\(run.error)")
    #expect(run.output.isEmpty)
    let lines = run.error.split(separator: "\n").filter { $0.hasPrefix("ahunt: ") }
    #expect(lines.count == 1, "\(run.error)")
    for word in mistake.words { #expect(run.error.contains(word), "\(run.error)") }
    #expect(!run.error.contains("\u{1B}"))
    #expect(try scratch.contents() == before)
  }

  @Test func aBrokenPictureAmongGoodOnesIsCountedAndListed() throws {
    let scratch = try Scratch()
    try Self.initialize(scratch)
    try Self.spoiledSurvey(scratch)
    let run = try scratch.ahunt("import", "sky", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    #expect(answer["imported"] as? Int == 6)
    let rejected = try #require(answer["rejected"] as? [[String: Any]])
    #expect(rejected.count == 1)
    #expect((rejected.first?["source"] as? String)?.contains("broken.jpg") == true)
    #expect((rejected.first?["reason"] as? String)?.isEmpty == false)
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == 6)
  }

  @Test func strictWritesNothing() throws {
    let scratch = try Scratch()
    try Self.initialize(scratch)
    try Self.spoiledSurvey(scratch)
    #expect(try scratch.ahunt("import", "sky", "--strict").status == 1)
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == 0)
    #expect((status["catalogs"] as? [Any])?.isEmpty == true)
  }

  @Test func reviewWithoutQuestionsHasNothingToDo() throws {
    let scratch = try Scratch()
    try Self.initialize(scratch)
    try scratch.write("g1,ring\n", to: "answers.csv")
    let run = try scratch.ahunt("review", "--answers", "answers.csv")
    #expect(run.status == 2, "\(run.error)")
  }

  @Sendable static func initialize(_ scratch: Scratch) throws {
    #expect(try scratch.ahunt("init").status == 0)
  }

  @Sendable static func importSurvey(_ scratch: Scratch) throws {
    try TinySurvey(count: 6).write(to: scratch.owner, below: "sky")
    #expect(try scratch.ahunt("import", "sky").status == 0)
  }

  /// Six pictures in a folder, and a text file that calls itself one.
  @Sendable static func spoiledSurvey(_ scratch: Scratch) throws {
    try TinySurvey(count: 6, format: .jpg).write(to: scratch.owner, below: "sky")
    try FileManager.default.removeItem(
      at: scratch.folder.appendingPathComponent("sky/catalog.csv"))
    try scratch.write("this is no picture", to: "sky/images/broken.jpg")
  }
}
