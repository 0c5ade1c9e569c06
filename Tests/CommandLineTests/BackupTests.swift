import Foundation
import GRDB
import Testing

/// Copies of a hunt and of its answers, and the way back.
@Suite struct BackupTests {
  @Test func aCopyIsAHunt() throws {
    let scratch = try SimulatedHunt.shared.get().answered()
    let run = try scratch.ahunt("backup", "copies/rings.sqlite", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let payload = try run.json()
    let file = scratch.folder.appendingPathComponent("copies/rings.sqlite")
    #expect(
      (payload["file"] as? String).map { URL(fileURLWithPath: $0).lastPathComponent }
        == "rings.sqlite")
    #expect(payload["galaxies"] as? Int == SimulatedHunt.count)
    #expect(payload["answers"] as? Int == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
        == ["rings.sqlite"])
    let other = try Scratch()
    let folder = other.folder.appendingPathComponent("hunt")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: file, to: folder.appendingPathComponent("hunt.sqlite"))
    for command in ["labels export", "rank", "classes list", "labels history"] {
      let words = command.split(separator: " ").map(String.init)
      func output(_ scratch: Scratch) throws -> String {
        try AHuntProcess.run(
          words, in: scratch.folder,
          environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path]
        ).output
      }
      #expect(try output(other) == output(scratch), "\(command)")
    }
  }

  @Test func nothingIsOverwrittenUnasked() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    try scratch.write("mine", to: "mine.txt")
    let before = try scratch.contents()
    for (path, words) in [
      ("mine.txt", "is there already; --force replaces it"),
      ("hunt/hunt.sqlite", "is the hunt itself"), ("hunt/hunt.sqlite-wal", "is the hunt itself"),
      ("hunt", "is a folder"), ("/dev/null", "is no regular file"),
    ] {
      for extra in [[], ["--answers"]] {
        let run = try AHuntProcess.run(
          ["backup", path] + extra, in: scratch.folder,
          environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
        #expect(run.status == 1, "\(path)")
        #expect(run.error.contains(words), "\(path): \(run.error)")
      }
    }
    #expect(try scratch.ahunt("backup", "hunt/hunt.sqlite", "--force").status == 1)
    try FileManager.default.createSymbolicLink(
      at: scratch.folder.appendingPathComponent("link"),
      withDestinationURL: scratch.folder.appendingPathComponent("hunt/hunt.sqlite"))
    #expect(try scratch.ahunt("backup", "link", "--force").error.contains("is the hunt itself"))
    #expect(try scratch.contents() == before)
    #expect(try scratch.ahunt("backup", "mine.txt", "--force").status == 0)
    #expect(try scratch.ahunt("backup", "-").status == 64)
  }

  /// While another program writes, the copy is of one moment.
  @Test func aHuntInUseIsCopied() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path
    let other = try DatabasePool(path: file)
    try other.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          INSERT INTO class (hunt, name, interest, createdAt) VALUES (1, 'in the log', 1, '2026-01-01');
          BEGIN IMMEDIATE;
          INSERT INTO class (hunt, name, interest, createdAt) VALUES (1, 'not yet', 1, '2026-01-01');
          """)
      let run = try scratch.ahunt("backup", "copy.sqlite")
      #expect(run.status == 0, "\(run.error)")
      try db.execute(sql: "ROLLBACK")
    }
    try other.close()
    let copy = try DatabaseQueue(path: scratch.folder.appendingPathComponent("copy.sqlite").path)
    let names = try copy.read { try String.fetchAll($0, sql: "SELECT name FROM class") }
    #expect(names == ["in the log"])
  }

  @Test func aDamagedHuntMakesNoCopy() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite")
    // The page of an index that nothing but the check of the copy looks at.
    let root = try DatabaseQueue(path: file.path).read {
      try Int.fetchOne(
        $0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_question_1'")
    }
    let handle = try FileHandle(forUpdating: file)
    try handle.seek(toOffset: UInt64(try #require(root) - 1) * 4096)
    try handle.write(contentsOf: Data(repeating: 0x5a, count: 4096))
    try handle.close()
    let run = try scratch.ahunt("backup", "copy.sqlite")
    #expect(run.status == 1)
    #expect(run.error.contains("is not sound"), "\(run.error)")
    #expect(run.error.contains("ahunt check --deep"), "\(run.error)")
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(!left.contains { $0.hasPrefix("copy.sqlite") })
  }

  @Test func answersComeBackOntoANewImport() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let asked = try SimulatedHunt.shared.get().asked()
    func ahunt(_ arguments: String..., in scratch: Scratch, input: String = "") throws -> String {
      let run = try AHuntProcess.run(
        arguments, in: scratch.folder, input: input,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      #expect(run.status == 0, "\(arguments): \(run.error)")
      return run.output
    }
    for (name, interest) in [("dull", "0"), ("odd", "0.25")] {
      _ = try ahunt("classes", "add", name, "--interest", interest, in: scratch)
    }
    _ = try ahunt("classes", "add", "arc", "--interest", "3", "--key", "x", in: scratch)
    try scratch.write(
      asked.prefix(5).enumerated().map { "\($1),\(["odd", "dull", "arc", "", "odd"][$0])\n" }
        .joined(), to: "a.csv")
    _ = try ahunt("review", "--answers", "a.csv", "--annotator", "ann, B.", in: scratch)
    // A second answer to the same galaxy, and a class that is merged into another.
    try scratch.write(
      "object_id,class,annotator\n\(asked[1]),odd,bob\n\(asked[5]),blob,bob\n", to: "b.csv")
    _ = try ahunt("labels", "import", "b.csv", in: scratch)
    _ = try ahunt("classes", "merge", "blob", "arc", in: scratch)
    // What was taken back stays taken back.
    try DatabaseQueue(path: scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path).write {
      try $0.execute(
        sql: """
          INSERT INTO answer (hunt, galaxy, kind, retracts, annotator, answeredAt)
          SELECT hunt, galaxy, 'retraction', id, 'ann', '2026-02-01T00:00:00.000Z'
          FROM answer WHERE id = 1
          """)
    }
    _ = try ahunt("backup", "--answers", "answers.csv", in: scratch)
    #expect(
      try ahunt("backup", "--answers", "-", in: scratch)
        == (try String(
          contentsOf: scratch.folder.appendingPathComponent("answers.csv"), encoding: .utf8)))

    let fresh = try Scratch()
    try FileManager.default.copyItem(
      at: scratch.folder.appendingPathComponent("sky"),
      to: fresh.folder.appendingPathComponent("sky"))
    try FileManager.default.copyItem(
      at: scratch.folder.appendingPathComponent("answers.csv"),
      to: fresh.folder.appendingPathComponent("answers.csv"))
    _ = try ahunt("init", in: fresh)
    _ = try ahunt("import", "sky", in: fresh)
    let first = try AHuntProcess.run(
      ["labels", "import", "answers.csv", "--format", "json"], in: fresh.folder,
      environment: ["AHUNT_WORKSPACE": fresh.folder.appendingPathComponent("hunt").path]
    ).json()
    #expect(first["imported"] as? Int == 6)
    for twice in [false, true] {
      if twice { _ = try ahunt("labels", "import", "answers.csv", in: fresh) }
      #expect(
        try ahunt("classes", "list", in: fresh) == ahunt("classes", "list", in: scratch))
      func labels(_ scratch: Scratch) throws -> [[String]] {
        let run = try scratch.ahunt("labels", "export", "--format", "json").json()
        // Rounds are of the hunt that asked them.
        return try #require(run["labels"] as? [[String: Any]]).map { label in
          ["objectID", "class", "annotator", "answeredAt"].map { "\(label[$0] ?? "")" }
        }
      }
      #expect(try labels(fresh) == labels(scratch))
    }
    let log = try DatabaseQueue(
      path: fresh.folder.appendingPathComponent("hunt/hunt.sqlite").path
    ).read {
      try String.fetchAll($0, sql: "SELECT kind FROM answer ORDER BY id")
    }
    #expect(
      log == ["answer", "answer", "answer", "skip", "answer", "answer", "answer", "retraction"])
  }
}
