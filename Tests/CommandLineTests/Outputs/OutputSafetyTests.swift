import Foundation
import Testing

/// Every command that writes a file: never over the hunt, never over what is no file.
@Suite struct OutputSafetyTests {
  /// Commands that write a file; the path comes last.
  static let writers: [[String]] = [
    ["rank", "--csv"], ["rank", "--contact-sheet"],
    ["similar", SimulatedHunt.someID, "--contact-sheet"], ["sample", "--count", "2", "--output"],
    ["labels", "export", "--output"], ["models", "export", "1", "--output"],
    // These take a folder.
    ["report", "training", "--output"], ["report", "hunt", "--output"],
    ["demo", "--count", "50", "--output"], ["simulate", "--count", "1"],
  ]

  /// A hunt with other names for its file.
  private func hunt() throws -> Scratch {
    let scratch = try SimulatedHunt.shared.get().copy()
    try scratch.link("link", to: "hunt/hunt.sqlite")
    try scratch.link("chain", to: "link")
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite")
    try FileManager.default.linkItem(at: file, to: scratch.folder.appendingPathComponent("hard"))
    return scratch
  }

  @Test(arguments: writers)
  func theHuntIsNeverReplaced(_ command: [String]) throws {
    let scratch = try hunt()
    let before = try scratch.data("hunt/hunt.sqlite")
    for target in [
      "hunt/hunt.sqlite", "hunt/../hunt/./hunt.sqlite", "hunt/hunt.sqlite-wal",
      "hunt/hunt.sqlite-shm", "hunt/hunt.sqlite-journal", "link", "chain", "hard",
    ] {
      // A folder is made where nothing lies, so it can't have the name of a part of the hunt.
      let isFolder = ["report", "demo", "simulate"].contains(command[0])
      if isFolder, target.hasSuffix("-wal") || target.hasSuffix("-shm") || target.hasSuffix("nal") {
        continue
      }
      let run = try AHuntProcess.run(
        command + [target, "--workspace", "sky/../hunt"], in: scratch.folder)
      #expect(run.status == 1 && run.output.isEmpty, "\(command) \(target): \(run.error)")
      let lines = run.error.split(separator: "\n").filter { $0.hasPrefix("ahunt: ") }
      #expect(lines.count == 1, "\(run.error)")
    }
    // Opening it may write a page; what it holds is what it held.
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == SimulatedHunt.count)
    #expect(try scratch.data("hunt/hunt.sqlite").count == before.count)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(Set(names) == ["hunt", "sky", "link", "chain", "hard"])
  }

  @Test func filesWithinAFolderAreGuardedToo() throws {
    let scratch = try hunt()
    for folder in ["pages", "drawn/images", "models"] {
      try FileManager.default.createDirectory(
        at: scratch.folder.appendingPathComponent(folder), withIntermediateDirectories: true)
    }
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path
    try scratch.link("pages/training.html", to: file)
    try scratch.link("drawn/images/sim0-000000.png", to: file)
    try scratch.link("models/one.json", to: file)
    for command in [
      ["report", "training", "--output", "pages"], ["simulate", "drawn", "--count", "1"],
      ["models", "export", "1", "--output", "models/one.safetensors"],
    ] {
      let run = try AHuntProcess.run(
        command, in: scratch.folder, environment: ["AHUNT_WORKSPACE": "hunt"])
      #expect(run.status == 1 && run.error.contains("name of a hunt's own file"), "\(command): \(run.error)")
    }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scratch.folder.appendingPathComponent("models").path)
    #expect(names == ["one.json"])
    #expect(try scratch.ahunt("status").status == 0)
  }

  @Test func whatIsNoFileStaysWhatItIs() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try scratch.shell(
      """
      mkfifo pipe; mkdir folder; echo old > target; chmod 640 target; ln -s target link
      ln -s /dev/null null
      for name in pipe folder; do "$AHUNT" labels export --output $name; echo "$name $?"; done
      for name in link null /dev/null; do
        "$AHUNT" labels export --quiet --output $name > words; echo "$name $?"
      done
      stat -c '%F %a' target; stat -c %F pipe folder link null /dev/null; head -1 target
      """)
    #expect(
      run.output == """
        pipe 1
        folder 1
        link 0
        null 0
        /dev/null 0
        regular file 640
        fifo
        directory
        symbolic link
        symbolic link
        character special file
        object_id,class,annotator,answered_at,round,arm

        """, "\(run.error)")
    #expect(
      run.error.contains("pipe can't be written: it is a named pipe, not a file; name a file"))
    #expect(run.error.contains("folder can't be written: it is a folder; name a file"))
  }

  @Test func standardOutputHasTwoNames() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let table = try scratch.ahunt("labels", "export").output
    #expect(table.hasPrefix("object_id,class"))
    for name in ["-", "/dev/stdout"] {
      #expect(try scratch.ahunt("labels", "export", "--output", name).output == table)
      let ranking = try scratch.ahunt("rank", "--top", "3", "--csv", name).output
      #expect(ranking.hasPrefix("rank,object_id") && ranking.split(separator: "\n").count == 4)
      let piped = try scratch.shell("\"$AHUNT\" rank --top 3 --csv \(name) | cat")
      #expect(piped.output == ranking)
      let picture = try scratch.shell(
        "\"$AHUNT\" rank --top 3 --contact-sheet \(name) | head -c 4 | od -An -c")
      #expect(picture.output.contains("211   P   N   G"), "\(picture.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path + "/-"))
  }

  @Test(arguments: [
    ["rank", "--csv", "-", "--format", "json"], ["rank", "--csv", "a", "--contact-sheet", "./a"],
    ["rank", "--csv", "-", "--contact-sheet", "/dev/stdout"],
    ["models", "export", "1", "--output", "-"], ["report", "training", "--output", "-"],
    ["labels", "export", "--output", "-", "--format", "json"], ["simulate", "-"],
    ["sample", "--output", "/dev/stdout", "--format", "json"],
  ])
  func whatCannotShareAPlaceIsUsage(_ arguments: [String]) throws {
    let scratch = try SimulatedHunt.shared.get().scratch
    let run = try AHuntProcess.run(
      arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": "hunt"])
    #expect(run.status == 64 && run.output.isEmpty, "\(arguments): \(run.error)")
  }

  @Test func failedReportsAreTold() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    for name in ["classifier.html", "training.html"] {
      try FileManager.default.createDirectory(
        at: scratch.folder.appendingPathComponent("pages/\(name)"),
        withIntermediateDirectories: true)
    }
    let run = try scratch.ahunt(
      "report", "all", "--output", "pages", "--resamples", "10", "--quiet", "--format", "json")
    #expect(run.status == 1)
    let answer = try run.json()
    #expect(
      (answer["files"] as? [String])?.map { ($0 as NSString).lastPathComponent } == ["hunt.html"])
    let failed = try #require(answer["failed"] as? [[String: String]])
    #expect(failed.map { $0["report"] } == ["classifier", "training"])
    #expect(failed.allSatisfy { $0["reason"]?.contains("it is a folder") == true })
    #expect(run.error.hasPrefix("ahunt: 2 reports missing: classifier ("), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1)
  }
}
