import Foundation
import TestSupport
import Testing
import Vocabulary

/// Names and headers of other people's files are shown and never obeyed, and files keep them.
@Suite struct HostileTextTests {
  private static let hostile = "\u{1B}]0;PWNED\u{7}\u{1B}[2J\u{9B}8m\u{202E}\u{2066}\u{7F}"

  /// A hunt that is called so, and files for it; an object id of such characters is not taken.
  private func hunt() throws -> Scratch {
    let scratch = try Scratch()
    #expect(try scratch.ahunt("init", "--name", "hunt" + Self.hostile).status == 0)
    let survey = TinySurvey(count: 3)
    try survey.write(to: scratch.owner, below: "sky")
    var lines = "object_id,path\n"
    for number in 0..<3 {
      lines += "id\(number),images/\(survey.objectID(number)).png\n"
    }
    try scratch.write(lines + "bad,images/none\(Self.hostile).png\n", to: "sky/survey.csv")
    try scratch.write(
      "object_id,class,annotator\nid0,ring,me\(Self.hostile)\n", to: "labels.csv")
    try scratch.write("object\(Self.hostile),class\n1,2\n", to: "strange.csv")
    return scratch
  }

  @Test func nothingSteersATerminal() throws {
    let scratch = try hunt()
    let commands: [[String]] = [
      ["import", "sky/survey.csv", "--name", "sky" + Self.hostile],
      ["import", "sky/survey.csv", "--strict", "--name", "other" + Self.hostile],
      ["labels", "import", "labels.csv"], ["labels", "import", "strange.csv"],
      ["labels", "export"], ["labels", "history"], ["status"], ["classes", "list"],
      ["classes", "add", "a" + Self.hostile], ["similar", "id0" + Self.hostile],
      ["rank", "--by", Self.hostile], ["import", "no" + Self.hostile],
      ["rank", "--csv", "hunt/hunt.sqlite", "--workspace", "hunt\u{1B}[2J"],
      ["init", "--workspace", "made" + Self.hostile], [Self.hostile],
    ]
    for command in commands {
      for format in [[], ["--format", "json"]] where command.count > 1 || format.isEmpty {
        let run = try AHuntProcess.run(
          command + format, in: scratch.folder,
          environment: [
            "AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path,
            "FORCE_COLOR": "1",
          ])
        // The program's own colours are all that may be left.
        let words = (run.output + run.error)
          .replacing(/\u{1B}\[(0|1|2|31|32|33|36)m/, with: "")
        if command == ["labels", "export"], format.isEmpty {
          // Standard output is a file here, which keeps what was given.
          #expect(words.contains("me" + Self.hostile))
        } else {
          #expect(!TerminalText.steers(words), "\(command)")
        }
      }
    }
  }

  @Test func throughAPipeATableSteersNothingAndSaysSo() throws {
    let scratch = try hunt()
    #expect(try scratch.ahunt("import", "sky/survey.csv").status == 0)
    #expect(try scratch.ahunt("labels", "import", "labels.csv").status == 0)
    let run = try scratch.shell("\"$AHUNT\" labels export | cat")
    #expect(!TerminalText.steers(run.output) && run.output.contains("me�]0;PWNED��[2J"))
    #expect(run.error.contains("--output FILE"))
    // The other ways keep every byte.
    let table = try scratch.shell("\"$AHUNT\" labels export > table.csv; cat table.csv").output
    #expect(table.contains("id0,ring,me\(Self.hostile),"))
    #expect(try scratch.ahunt("labels", "export", "--output", "same.csv").status == 0)
    #expect(String(decoding: try scratch.data("same.csv"), as: UTF8.self) == table)
    let json = try scratch.ahunt("labels", "export", "--format", "json").json()
    let labels = try #require(json["labels"] as? [[String: Any]])
    #expect(labels.first?["annotator"] as? String == "me" + Self.hostile)
  }

  @Test func formulasAreTextAndComeBack() throws {
    let ids = ["=1+1", "+cmd|x", "-a", "@SUM(A1)", "'=x", "''-y", "-1.5", "plain", "'quoted'"]
    let scratch = try Scratch()
    let survey = TinySurvey(count: ids.count)
    try survey.write(to: scratch.owner, below: "sky")
    // As AHunt itself writes them, which its import undoes.
    let written = [
      "'=1+1", "'+cmd|x", "'-a", "'@SUM(A1)", "''=x", "'''-y", "-1.5", "plain", "'quoted'",
    ]
    var catalog = "object_id,path\n"
    for (number, id) in written.enumerated() {
      catalog += "\(id),images/\(survey.objectID(number)).png\n"
    }
    try scratch.write(catalog, to: "sky/survey.csv")
    #expect(try scratch.ahunt("init").status == 0)
    #expect(try scratch.ahunt("import", "sky/survey.csv").status == 0)
    try scratch.write(
      "object_id,class\n" + written.map { "\($0),ring\n" }.joined(), to: "labels.csv")
    #expect(try scratch.ahunt("labels", "import", "labels.csv", "--strict").status == 0)
    func labelled() throws -> Set<String> {
      let json = try scratch.ahunt("labels", "export", "--format", "json").json()
      return Set(
        (json["labels"] as? [[String: Any]] ?? []).compactMap { $0["objectID"] as? String })
    }
    #expect(try labelled() == Set(ids))
    #expect(try scratch.ahunt("labels", "export", "--output", "out.csv").status == 0)
    let lines = String(decoding: try scratch.data("out.csv"), as: UTF8.self).split(separator: "\n")
    #expect(
      Set(lines.dropFirst().compactMap { $0.split(separator: ",").first }.map(String.init))
        == Set(written))
    // The same labels once more, read from what was written: none is new, none unknown.
    let again = try scratch.ahunt("labels", "import", "out.csv", "--strict", "--format", "json")
      .json()
    #expect(again["imported"] as? Int == 0 && again["skipped"] as? Int == ids.count)
  }
}
