import Files
import Foundation
import TestSupport
import Testing

/// Only regular files are opened, and every other thing is told at once.
struct InputFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func aFileIsReadInParts() throws {
    let path = try folder.write("0123456789", to: "a")
    let file = try InputFile(path)
    #expect(file.size == 10)
    #expect(try file.bytes(at: 3, count: 4) == Array("3456".utf8))
    #expect(try file.bytes(at: 8, count: 4) == Array("89".utf8))
    #expect(try file.bytes(at: 99, count: 4).isEmpty)
    #expect(try InputFile.contents(of: path, atMost: 10) == Array("0123456789".utf8))
    #expect(throws: InputFileError.tooLarge(megabytes: 0, most: 0)) {
      try InputFile.contents(of: path, atMost: 9)
    }
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    let pipe = folder.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: InputFileError.special(.pipe)) { try InputFile(pipe) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: pipe)
    #expect(throws: InputFileError.special(.pipe)) { try InputFile(folder.path("link")) }
    #expect(throws: InputFileError.special(.device)) { try InputFile("/dev/zero") }
    #expect(throws: InputFileError.folder) { try InputFile(folder.path) }
    #expect(throws: InputFileError.missing) { try InputFile(folder.path("none")) }
    // Cut at the zero, it would be another file.
    try folder.write("a", to: "a")
    #expect(throws: InputFileError.missing) { try InputFile(folder.path("a\0b")) }
  }

  @Test func aSocketIsNoFile() throws {
    // The path of a socket may have about a hundred bytes.
    let path = "/tmp/ahunt-\(UUID().uuidString.prefix(8))"
    defer { unlink(path) }
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafeBytes(of: &address) {
      bind(
        socket, $0.bindMemory(to: sockaddr.self).baseAddress,
        socklen_t(MemoryLayout<sockaddr_un>.size))
    }
    try #require(bound == 0)
    #expect(throws: InputFileError.special(.socket)) { try InputFile(path) }
  }

  @Test func whatTheSystemRefusesIsNamed() throws {
    let long = folder.path(String(repeating: "a", count: 300))
    #expect(throws: InputFileError.nameTooLong) { try InputFile(long) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("one"), withDestinationPath: folder.path("two"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("two"), withDestinationPath: folder.path("one"))
    #expect(throws: InputFileError.linksInCircle) { try InputFile(folder.path("one")) }
    #expect(InputFileError(code: EMFILE) == .tooManyOpen)
    #expect(InputFileError(code: EACCES) == .forbidden)
    #expect("\(InputFileError.system(EIO))".contains("Input/output error"))
  }

  @Test func aPipeIsReadOnceAsAText() throws {
    let pipe = folder.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let text = String(repeating: "G1,ring\n", count: 20_000)
    let writer = Thread {
      // Opened after the reader has begun to wait.
      usleep(100_000)
      guard let output = fopen(pipe, "w") else { return }
      usleep(100_000)
      fputs(text, output)
      fclose(output)
    }
    writer.start()
    #expect(try InputText.bytes(of: pipe) == Array(text.utf8))
  }

  @Test func aPipeThatNobodyWritesIntoIsGivenUp() throws {
    let pipe = folder.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(throws: InputFileError.silentPipe) { try InputText.bytes(of: pipe, patience: 100) }
    #expect(throws: InputFileError.special(.device)) { try InputText.bytes(of: "/dev/zero") }
    #expect(throws: InputFileError.folder) { try InputText.bytes(of: folder.path) }
    #expect(throws: InputFileError.missing) { try InputText.bytes(of: folder.path("none")) }
  }

  @Test func namesThatAreNoTextAreListedApart() throws {
    try folder.write("a", to: "é.png")
    for name in [[0xE9, 0x2E, 0x70, 0x6E, 0x67], [0x63, 0xE9]] as [[UInt8]] {
      let path = Array("\(folder.path)/".utf8) + name + [0]
      let status = path.withUnsafeBytes { bytes in
        let path = bytes.bindMemory(to: CChar.self).baseAddress
        return name.count == 2 ? mkdir(path!, 0o700) : close(open(path!, O_CREAT | O_WRONLY, 0o600))
      }
      // A Mac's file system takes no such names.
      if status != 0 { return }
    }
    let listing = try FolderListing(folder.path)
    #expect(listing.names == ["é.png"])
    #expect(Set(listing.unreadable.map(\.shown)) == ["\\xE9.png", "c\\xE9"])
    #expect(listing.unreadable.filter(\.isFolder).map(\.shown) == ["c\\xE9"])
    #expect(throws: InputFileError.missing) { try FolderListing(folder.path("none")) }
    // Foundation could not remove it.
    for item in listing.unreadable { #expect(!item.shown.isEmpty) }
    _ = try? Process.run(
      URL(fileURLWithPath: "/bin/rm"), arguments: ["-rf", folder.path])
  }
}
