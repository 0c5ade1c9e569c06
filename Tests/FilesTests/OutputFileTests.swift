import Files
import Foundation
import TestSupport
import Testing

/// What a file that is written replaces, and what it leaves alone.
@Suite struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws(FileError) {
    try OutputFile.write(Data(text.utf8), to: folder.url.appendingPathComponent(name))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  private func link(_ name: String, to target: String) {
    #expect(symlink(target, folder.path(name)) == 0)
  }

  private func mode(_ name: String) -> mode_t {
    var status = stat()
    return lstat(folder.path(name), &status) == 0 ? status.st_mode : 0
  }

  /// Everything in the folder, so that nothing half-written stays.
  private var names: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
  }

  @Test func foldersAboveAreMade() throws {
    try write("new", to: "a/b/c.csv")
    #expect(try text("a/b/c.csv") == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a/b")) == ["c.csv"])
  }

  @Test func aFileKeepsItsMode() throws {
    try folder.write("old", to: "a.csv")
    chmod(folder.path("a.csv"), 0o640)
    try write("new", to: "a.csv")
    #expect(try text("a.csv") == "new")
    #expect(mode("a.csv") & 0o7777 == 0o640)
  }

  @Test func aLinkStaysOneAndItsTargetIsReplaced() throws {
    try folder.write("old", to: "there/target")
    chmod(folder.path("there/target"), 0o600)
    link("there/second", to: "target")
    link("first", to: "there/second")
    try write("new", to: "first")
    #expect(try text("there/target") == "new")
    #expect(mode("first") & S_IFMT == S_IFLNK && mode("there/second") & S_IFMT == S_IFLNK)
    #expect(mode("there/target") & 0o7777 == 0o600)
    #expect(names == ["first", "there"])
  }

  @Test func aLinkToNothingMakesItsTarget() throws {
    link("link", to: "made/target")
    try write("new", to: "link")
    #expect(try text("made/target") == "new")
    #expect(mode("link") & S_IFMT == S_IFLNK)
  }

  @Test func linksInACircleAreAnError() throws {
    link("a", to: "b")
    link("b", to: "a")
    let path = folder.path("a")
    #expect(throws: FileError.system(path: path, code: ELOOP)) { try write("x", to: "a") }
  }

  @Test func whatIsNoFileIsRefused() throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("folder"), withIntermediateDirectories: true)
    link("folder link", to: "folder")
    link("pipe link", to: "pipe")
    for (name, error) in [
      ("pipe", FileError.notRegular(path: folder.path("pipe"), what: "a named pipe")),
      ("pipe link", .notRegular(path: folder.path("pipe link"), what: "a named pipe")),
      ("folder", .folder(path: folder.path("folder"))),
      ("folder link", .folder(path: folder.path("folder link"))),
    ] {
      #expect(throws: error) { try write("x", to: name) }
    }
    #expect(mode("pipe") & S_IFMT == S_IFIFO)
    let tty = URL(fileURLWithPath: "/dev/zero")
    #expect(throws: FileError.notRegular(path: "/dev/zero", what: "a device")) {
      try OutputFile.write(Data(), to: tty)
    }
  }

  @Test func nothingArrivesInTheNullDevice() throws {
    link("null", to: "/dev/null")
    try write("x", to: "null")
    try OutputFile.write(Data("x".utf8), to: URL(fileURLWithPath: "/dev/null"))
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(names == ["null"])
  }

  @Test func standardOutputIsKnownByItsNames() throws {
    link("out", to: "/dev/stdout")
    for path in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", folder.path("out")] {
      #expect(try OutputFile(URL(fileURLWithPath: path)).isStandardOutput, "\(path)")
    }
    #expect(throws: FileError.self) { try OutputFile(URL(fileURLWithPath: "/dev/fd/2")) }
  }

  @Test func aFileInThePlaceOfAFolderIsNamed() throws {
    try folder.write("x", to: "file")
    let error = FileError.noFolder(path: folder.path("file"))
    #expect(throws: error) { try write("x", to: "file/a.csv") }
    #expect(throws: error) { try write("x", to: "file/b/a.csv") }
    #expect(throws: error) { try Folder.make(folder.path("file")) }
  }

  @Test func aNameOfTheGreatestLengthIsWritten() throws {
    let name = String(repeating: "n", count: 255)
    try write("new", to: name)
    #expect(try text(name) == "new")
    #expect(throws: FileError.self) { try write("new", to: name + "n") }
  }

  @Test(arguments: [
    "hunt.sqlite", "Hunt.SQLite", "hunt.sqlite-wal", "hunt.sqlite-shm", "hunt.sqlite-journal",
    "some/where/hunt.sqlite-wal",
  ])
  func namesOfAHuntAreRefusedThoughNothingIsThere(name: String) {
    #expect(throws: FileError.nameOfHunt(path: folder.path(name))) { try write("x", to: name) }
    #expect(names.isEmpty)
  }

  @Test func aDatabaseIsKnownUnderEveryName() throws {
    let beginnings: [[UInt8]] = [
      Array("SQLite format 3\0and more".utf8), [0x37, 0x7F, 0x06, 0x82, 0, 0],
      [0x37, 0x7F, 0x06, 0x83, 0, 0], [0x18, 0xE2, 0x2D, 0x00, 0, 0],
      [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0],
    ]
    for (number, bytes) in beginnings.enumerated() {
      let name = "data\(number)"
      try folder.write(Data(bytes), to: name)
      link("link\(number)", to: name)
      #expect(hardLink(folder.path(name), folder.path("hard\(number)")) == 0)
      for path in [name, "link\(number)", "hard\(number)"] {
        #expect(throws: FileError.database(path: folder.path(path))) { try write("x", to: path) }
      }
      #expect(try Data(contentsOf: folder.url.appendingPathComponent(name)) == Data(bytes))
    }
    // What SQLite would find beside a database of another name.
    #expect(throws: FileError.nameOfHunt(path: folder.path("data0-wal"))) {
      try write("x", to: "data0-wal")
    }
    try write("x", to: "other-wal")
  }

  @Test func aDatabaseThatIsOpenKeepsItsLocks() throws {
    let path = try folder.write(Data("SQLite format 3\0".utf8), to: "data")
    let file = open(path, O_RDWR)
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_len = 1
    #expect(fcntl(file, F_SETLK, &lock) == 0)
    #expect(throws: FileError.self) { try write("x", to: "data") }
    // A lock of an open file, which Linux alone has, stands against those of processes.
    #if os(Linux)
      let other = open(path, O_RDWR)
      defer { close(other) }
      let setLockOfOpenFile: Int32 = 37
      lock.l_pid = 0
      #expect(fcntl(other, setLockOfOpenFile, &lock) == -1)
    #endif
  }

  @Test func oneOfManyIsWrittenAndReplacesOnlyFiles() throws {
    let path = folder.path("a.png")
    try OutputFile.writeOne(Data("one".utf8), to: path)
    try OutputFile.writeOne(Data("two".utf8), to: path)
    #expect(try text("a.png") == "two")
    link("hunt.png", to: try folder.write(Data("SQLite format 3\0".utf8), to: "data"))
    #expect(throws: FileError.database(path: folder.path("hunt.png"))) {
      try OutputFile.writeOne(Data("x".utf8), to: folder.path("hunt.png"))
    }
    #expect(throws: FileError.system(path: folder.path("no/a.png"), code: ENOENT)) {
      try OutputFile.writeOne(Data(), to: folder.path("no/a.png"))
    }
  }

  @Test func twoNamesOfOnePlaceAreKnown() throws {
    link("link", to: "a.csv")
    func file(_ name: String) throws -> OutputFile {
      try OutputFile(folder.url.appendingPathComponent(name))
    }
    #expect(try file("link").overwrites(file("a.csv")))
    #expect(try !file("link").overwrites(file("b.csv")))
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("out"), withIntermediateDirectories: true)
    link("other", to: "out")
    #expect(try file("other/a.csv").overwrites(file("out/a.csv")))
    #expect(try file("out/../out/a.csv").overwrites(file("out/a.csv")))
    #expect(try !file("other/a.csv").overwrites(file("a.csv")))
    let null = try OutputFile(URL(fileURLWithPath: "/dev/null"))
    #expect(!null.overwrites(null))
  }
}

/// `link` of the C library, which the method of the same name hides.
private func hardLink(_ target: String, _ name: String) -> Int32 { link(target, name) }
