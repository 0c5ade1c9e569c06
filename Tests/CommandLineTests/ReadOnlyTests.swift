import Foundation
import GRDB
import Testing

/// Hunts that can be read and not written: on a read-only medium, or somebody else's.
@Suite(.enabled(if: Restricted.isPossible)) struct ReadOnlyTests {
  /// A hunt that nobody may write to, and a folder for what commands write elsewhere.
  private struct Setting {
    let scratch: Scratch
    let elsewhere: Scratch

    var hunt: URL { scratch.folder.appendingPathComponent("hunt") }

    init(_ scratch: Scratch) throws {
      self.scratch = scratch
      elsewhere = try Scratch()
      chmod(elsewhere.folder.path, 0o777)
      chmod(scratch.folder.path, 0o755)
      try Restricted.setWritable(false, hunt)
    }

    /// Gives the rights back, so that the folder can be removed.
    func end() throws { try Restricted.setWritable(true, hunt) }

    func run(_ command: String) throws -> AHuntProcess {
      try Restricted.run(
        command.split(separator: " ").map(String.init), on: hunt, in: elsewhere.folder)
    }
  }

  @Test func everyReadingCommandWorks() throws {
    let scratch = try SimulatedHunt.shared.get().answered()
    let id = try #require(try SimulatedHunt.shared.get().asked().first)
    let setting = try Setting(scratch)
    defer { try? setting.end() }
    let file = setting.hunt.appendingPathComponent("hunt.sqlite")
    let before = try Data(contentsOf: file)
    let names = try FileManager.default.contentsOfDirectory(atPath: setting.hunt.path)
    for command in [
      "status", "status --format json", "rank --top 60 --contact-sheet sheet.png",
      "rank --by fusion --csv rank.csv", "similar \(id)", "labels export", "labels history",
      "labels export --output labels.csv", "labels export --all", "labels agreement",
      "labels mistakes", "labels rule", "classes list", "models list",
      "models export 1 --output m.safetensors", "sample --count 4 --output s.png",
      "report all --output Reports --resamples 100", "doctor", "backup copy.sqlite",
      "backup --answers answers.csv",
      "replay --anomaly ring --rounds 1 --size 5 --repeats 1 --strategy random",
    ] {
      let run = try setting.run(command)
      #expect(
        run.status == 0 || command.hasPrefix("replay") && run.error.contains("known"),
        "\(command): \(run.status) \(run.error)")
      #expect(!run.error.contains("can't be written"), "\(command): \(run.error)")
    }
    #expect(try Data(contentsOf: file) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: setting.hunt.path) == names)
    #expect(
      try setting.run("labels export").output
        == (try scratch.ahunt("labels", "export").output))
  }

  @Test func writingSaysThatItCannot() throws {
    let setting = try Setting(try SimulatedHunt.shared.get().copy())
    defer { try? setting.end() }
    for command in ["classes add arc", "round --size 3", "embed"] {
      let run = try setting.run(command)
      #expect(run.status == 1, "\(command): \(run.error)")
      #expect(
        run.error.contains("hunt.sqlite can't be written; check the permissions"), "\(run.error)")
    }
  }

  /// A reader leaves no log behind that the owner could not write to.
  @Test func somebodyElsesFileInASharedFolderIsLeftAlone() throws {
    let setting = try Setting(try SimulatedHunt.shared.get().copy())
    defer { try? setting.end() }
    chmod(setting.hunt.path, 0o777)
    let before = try FileManager.default.contentsOfDirectory(atPath: setting.hunt.path)
    let run = try setting.run("status")
    #expect(run.status == 0, "\(run.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: setting.hunt.path) == before)
    #expect(try setting.run("classes add arc").error.contains("can't be written"))
  }

  /// What a crash left in the log is not lost, and not passed over in silence.
  @Test func aLogThatCannotBeReadIsSaid() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try Crash.leave(
      hunt,
      after: "INSERT INTO class (hunt, name, interest, createdAt)"
        + " VALUES (1, 'late', 1, '2026-01-01')")
    let setting = try Setting(scratch)
    defer { try? setting.end() }
    let run = try setting.run("classes list")
    #expect(run.status == 1)
    #expect(run.error.contains("hunt.sqlite-wal holds changes"), "\(run.error)")
    #expect(run.error.contains("copy both files to a folder that you can write to"), "\(run.error)")
  }

  @Test func anOlderHuntSaysThatItHasToBeWrittenOnce() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try Damage.change(
      "DELETE FROM grdb_migrations WHERE identifier LIKE '012%'", in: hunt)
    let setting = try Setting(scratch)
    let run = try setting.run("status")
    #expect(run.status == 1)
    #expect(run.error.contains("was written by an older ahunt"), "\(run.error)")
    #expect(run.error.contains("copy it to a folder that you can write to"), "\(run.error)")
    try setting.end()
    #expect(try scratch.ahunt("status").status == 0)
  }

  @Test func aFileThatCannotBeReadSaysWhy() throws {
    let setting = try Setting(try SimulatedHunt.shared.get().copy())
    defer { try? setting.end() }
    chmod(setting.hunt.appendingPathComponent("hunt.sqlite").path, 0o000)
    let run = try setting.run("status")
    #expect(run.status == 1)
    #expect(run.error.contains("can't be read: Permission denied"), "\(run.error)")
  }
}

/// What a program that was killed leaves behind.
enum Crash {
  /// Runs SQL on a hunt and leaves its file and log as they are on the disk before anybody closes it.
  static func leave(_ hunt: URL, after sql: String) throws {
    let path = hunt.appendingPathComponent("hunt.sqlite").path
    let files = FileManager.default
    let pool = try DatabasePool(path: path)
    try pool.write { try $0.execute(sql: sql) }
    for suffix in ["", "-wal"] {
      try files.copyItem(atPath: path + suffix, toPath: path + ".kept" + suffix)
    }
    try pool.close()
    for suffix in ["", "-wal"] {
      try? files.removeItem(atPath: path + suffix)
      try files.moveItem(atPath: path + ".kept" + suffix, toPath: path + suffix)
    }
  }
}
