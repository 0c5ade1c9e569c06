import Foundation
import Testing

/// A result that can't be told is a failure, and a reader that leaves is none.
@Suite struct StreamFailureTests {
  /// Commands that read a hunt, and what the parser answers itself.
  static let commands: [[String]] =
    ["status", "rank", "labels export", "labels history", "classes list", "models list"]
    .flatMap { command in
      let words = command.split(separator: " ").map(String.init)
      return [words, words + ["--format", "json"]]
    } + [
      ["--help"], ["rank", "--help"], ["help", "rank"], ["--version"], ["--experimental-dump-help"],
      ["--generate-completion-script", "bash"],
    ]

  @Test(arguments: commands)
  func aFullOrClosedStandardOutputIsAFailure(_ command: [String]) throws {
    let hunt = try SimulatedHunt.shared.get().scratch
    let words = command.joined(separator: " ")
    for (ending, why) in [
      ("> /dev/full", "there is no space left on the disk"), (">&-", "it is closed"),
    ] {
      // A table of labels has a header, so there is something to write in any case.
      let run = try hunt.shell("\"$AHUNT\" \(words) \(ending)")
      #expect(run.status == 1, "\(words) \(ending): \(run.error)")
      // Beside it there may be a note, such as that of a ranking without answers.
      let lines = run.error.split(separator: "\n").filter { $0.hasPrefix("ahunt: ") }
      #expect(lines.count == 1, "\(run.error)")
      #expect(
        lines.first?.hasPrefix("ahunt: standard output can't be written: \(why); ") == true,
        "\(run.error)")
    }
  }

  @Test(arguments: [
    ["status"], ["labels", "export"], ["--help"], ["models", "list", "--format", "json"],
  ])
  func aReaderThatLeavesEndsTheProgramQuietly(_ command: [String]) throws {
    let hunt = try SimulatedHunt.shared.get().scratch
    // `wait` makes sure that the reader is gone before anything is written.
    let run = try hunt.shell(
      """
      mkfifo "$PIPE"; true < "$PIPE" & exec 3> "$PIPE"; wait
      "$AHUNT" \(command.joined(separator: " ")) >&3
      """,
      environment: ["PIPE": hunt.folder.appendingPathComponent("pipe-\(UUID().uuidString)").path])
    #expect(run.status == 141, "\(run.error)")
    #expect(run.error.isEmpty && run.output.isEmpty)
  }

  @Test func wordsThatAreLostAreAFailureOfTheWholeRun() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let command = "\"$AHUNT\" rank --csv ranking.csv"
    #expect(try scratch.shell("\(command) 2> /dev/full").status == 1)
    #expect(try scratch.data("ranking.csv").count > 0)
    // Nobody wanted them.
    #expect(try scratch.shell("\(command) 2>&-").status == 0)
    #expect(try scratch.shell("\(command) --quiet 2> /dev/full").status == 0)
    // The bar of a long job is not worth failing for.
    let export = try scratch.shell("\"$AHUNT\" embed --quiet --progress plain 2> /dev/full")
    #expect(export.status == 0)
  }

  @Test func aFullDiskLeavesNoHalfFile() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    // What a limit on the size of files cuts off, a full disk does too.
    let run = try scratch.shell(
      "ulimit -f 1; \"$AHUNT\" --generate-completion-script bash > script")
    #expect(run.status == 1)
    #expect(run.error.contains("`ulimit -f`") && run.error.split(separator: "\n").count == 1)
  }

  @Test func aClosedStreamIsNotTakenForAFile() throws {
    let scratch = try Scratch()
    // The hunt would get the number of standard output, and the result would be written into it.
    let run = try scratch.shell("\"$AHUNT\" init >&- 2>&-; \"$AHUNT\" status --format json")
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.json()["galaxies"] as? Int == 0)
  }
}
