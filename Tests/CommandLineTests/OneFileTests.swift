import Foundation
import GRDB
import Testing

/// A hunt is one file that can be copied once a command has ended, and waits for its turn.
@Suite struct OneFileTests {
  private func names(_ hunt: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: hunt.path)
      .filter { $0.hasPrefix("hunt.sqlite") }
  }

  @Test(arguments: ["status", "labels export", "classes add arc", "round --size 3", "doctor"])
  func whatACrashLeftInTheLogIsInTheFileAfterTheNextCommand(_ command: String) throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try Crash.leave(
      hunt,
      after: "INSERT INTO class (hunt, name, interest, createdAt)"
        + " VALUES (1, 'late', 1, '2026-01-01T00:00:00Z')")
    #expect(try names(hunt).count > 1)
    let run = try AHuntProcess.run(
      command.split(separator: " ").map(String.init), in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": hunt.path])
    #expect(run.status == 0, "\(run.error)")
    guard command != "doctor" else { return }
    #expect(try names(hunt) == ["hunt.sqlite"])
    // The file alone, as a person copies it.
    let copy = try Scratch()
    let folder = copy.folder.appendingPathComponent("hunt")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: hunt.appendingPathComponent("hunt.sqlite"),
      to: folder.appendingPathComponent("hunt.sqlite"))
    #expect(try copy.ahunt("classes", "list").output.contains("late"))
  }

  @Test func aFailedCommandLeavesOneFileToo() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    #expect(try scratch.ahunt("classes", "add", "ring").status == 0)
    #expect(try scratch.ahunt("classes", "add", "ring").status == 1)
    #expect(try scratch.ahunt("review", "--answers", "none.csv").status == 1)
    #expect(try names(scratch.folder.appendingPathComponent("hunt")) == ["hunt.sqlite"])
  }

  /// A limit on the size of files is no full disk, and neither is an unknown error.
  @Test(arguments: [40, 80, 400])
  func aFileAtItsLimitIsSaid(_ blocks: Int) throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite")
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)
    // Blocks of 512 bytes: room for no index of the log, for the index alone, for a few pages.
    let run = try AHuntProcess.run(
      [
        "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" import sky --name again",
        AHuntProcess.executable.path,
      ], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path],
      executable: URL(fileURLWithPath: "/bin/sh"))
    #expect(size.intValue > blocks * 512)
    #expect(run.status == 1, "\(run.status) \(run.error)")
    #expect(run.error.contains("is as large as a file may be here"), "\(run.error)")
    #expect(try scratch.ahunt("status").status == 0)
  }

  @Test(arguments: [5, 7, 9, 12, 20])
  func fewDescriptorsAreNotBlamedOnPermissions(_ count: Int) throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try AHuntProcess.run(
      ["-c", "ulimit -n \(count); exec \"$0\" status", AHuntProcess.executable.path],
      in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path],
      executable: URL(fileURLWithPath: "/bin/sh"))
    #expect(run.status == 1)
    #expect(run.error.contains("may have \(count) files open at once"), "\(run.error)")
  }

  /// Reading leaves the file as it is, to the byte.
  @Test func readingChangesNothing() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite")
    let before = try Data(contentsOf: file)
    for command in ["status", "rank", "labels export", "classes list"] {
      #expect(try scratch.ahunt(command).status == 0 || command.contains(" "))
    }
    #expect(try Data(contentsOf: file) == before)
  }

  @Test func aLockIsWaitedForWithAWord() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path
    let other = try DatabasePool(path: file)
    let running = try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let running = try AHuntProcess.start(
        ["classes", "add", "ring"], in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      var looks = 0
      while !running.errorSoFar.contains("waiting"), looks < 300 {
        Thread.sleep(forTimeInterval: 0.05)
        looks += 1
      }
      try db.execute(sql: "ROLLBACK")
      return running
    }
    let ended = try running.wait()
    #expect(ended.status == 0, "\(ended.error)")
    #expect(
      ended.error.contains("another program is writing, process \(getpid())"), "\(ended.error)")
    try other.close()
  }

  @Test func aWaitEndsWithTheHolderNamedAndByCtrlC() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let file = scratch.folder.appendingPathComponent("hunt/hunt.sqlite").path
    let other = try DatabasePool(path: file)
    let environment = ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path]
    let (short, long, late) = try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      defer { try? db.execute(sql: "ROLLBACK") }
      let late = try AHuntProcess.start(
        ["classes", "add", "late"], in: scratch.folder, environment: environment)
      var ended: [AHuntProcess] = []
      for command in [["classes", "add", "ring"], ["import", "sky", "--name", "again"]] {
        let running = try AHuntProcess.start(
          command, in: scratch.folder, environment: environment)
        var looks = 0
        while !running.errorSoFar.contains("waiting"), looks < 300 {
          Thread.sleep(forTimeInterval: 0.05)
          looks += 1
        }
        running.send(SIGINT)
        ended.append(try running.wait())
      }
      return (ended[0], ended[1], try late.wait())
    }
    #expect(short.status == SIGINT || short.status == 130, "\(short.status) \(short.error)")
    #expect(long.status == 130, "\(long.status) \(long.error)")
    #expect(long.error.contains("interrupted while waiting"), "\(long.error)")
    #expect(late.status == 1)
    #expect(
      late.error.contains("is busy: process \(getpid())") && late.error.contains("try again"),
      "\(late.error)")
    try other.close()
    #expect(!(try scratch.ahunt("classes", "list").output.contains("late")))
  }
}
