import AHuntKit
import Foundation
import TestSupport
import Testing

/// What goes out with a version: its number, the man page, the completions, and where they are put.
@Suite struct ReleaseTests {
  /// The folder of the sources.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Where `make install` takes the program from.
  private static let built = AHuntProcess.executable.deletingLastPathComponent().path

  /// Runs a program of the system's, or a script, in the sources' folder.
  private func run(_ arguments: String...) throws -> AHuntProcess {
    try AHuntProcess.run(
      arguments, in: Self.root, executable: URL(fileURLWithPath: "/usr/bin/env"))
  }

  /// The man page and the completions of the program beside the tests, in a folder.
  private func manual() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try run("Scripts/manual", AHuntProcess.executable.path, folder.path)
    try #require(made.status == 0, "\(made.error)")
    return folder
  }

  @Test func oneVersionEverywhere() throws {
    let changes = try String(
      contentsOf: Self.root.appendingPathComponent("CHANGELOG.md"), encoding: .utf8)
    let newest = try #require(
      changes.firstMatch(of: /\n## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d\n/))
    #expect(newest.1 == softwareVersion)

    let scratch = try Scratch()
    #expect(try scratch.ahunt("--version").output == softwareVersion + "\n")
    let doctor = try scratch.ahunt("doctor", "--format", "json").json()
    #expect(doctor["version"] as? String == softwareVersion)

    let folder = try manual()
    let page = try String(contentsOfFile: folder.path("man/man1/ahunt.1"), encoding: .utf8)
    let title = try #require(page.split(separator: "\n").first)
    #expect(title.contains("\"ahunt \(softwareVersion)\""))
  }

  @Test func theManPageHasEveryCommandAndIsSound() throws {
    let folder = try manual()
    let file = folder.path("man/man1/ahunt.1")
    let page = try String(contentsOfFile: file, encoding: .utf8)
    for command in UsageTests.commands {
      let heading = ".SS \"ahunt \(command.joined(separator: " "))\"\n"
      #expect(page.contains(heading), "\(command)")
    }
    for section in ["GLOBAL OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES"] {
      #expect(page.contains(".SH \(section)\n"))
    }
    // A formatter that is there has nothing to complain of.
    for formatter in [["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-z"]] {
      guard try run("sh", "-c", "command -v \(formatter[0])").status == 0 else { continue }
      let checked = try AHuntProcess.run(
        formatter + [file], in: Self.root, executable: URL(fileURLWithPath: "/usr/bin/env"))
      #expect(checked.output + checked.error == "", "\(formatter)")
    }
  }

  @Test func bashCompletesCommandsAndOptions() throws {
    let folder = try manual()
    func completed(_ words: String...) throws -> [Substring] {
      let line = words.map { "'\($0)'" }.joined(separator: " ")
      let script = """
        source "$0"
        COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1)
        COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
        _ahunt ahunt "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let run = try run(
        "bash", "-c", script, folder.path("bash-completion/completions/ahunt"))
      return run.output.split(whereSeparator: \.isWhitespace)
    }
    #expect(try completed("ahunt", "tr") == ["train"])
    #expect(try completed("ahunt", "train", "emb") == ["embedder"])
    #expect(try completed("ahunt", "round", "--ad") == ["--adaptive"])
    #expect(try completed("ahunt", "status", "--format", "j") == ["json"])
  }

  @Test func completionsAreForEachShell() throws {
    let folder = try manual()
    for (name, first) in [
      ("bash-completion/completions/ahunt", "#!/bin/bash"),
      ("zsh/site-functions/_ahunt", "#compdef ahunt"),
      ("fish/vendor_completions.d/ahunt.fish", "function"),
    ] {
      let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
      #expect(text.hasPrefix(first), "\(name)")
      #expect(text.contains("train"))
    }
  }

  @Test func whatIsInstalledWorksAndIsRemovedAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine\n", to: "opt/a hunt/share/man/man1/other.1")
    func make(_ target: String) throws {
      // The program is built already: `-o build` takes it as it is.
      let run = try run(
        "make", "--silent", "-o", "build", target, "BUILT=\(Self.built)", "DESTDIR=\(folder.path)",
        "PREFIX=/opt/a hunt")
      try #require(run.status == 0, "\(run.output) \(run.error)")
    }
    /// Every file below the folder.
    func files() throws -> Set<String> {
      Set(
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: folder.path($0), isDirectory: &isFolder)
            && !isFolder.boolValue
        })
    }
    let before = try files()
    try make("install")
    let place = "opt/a hunt/"
    #expect(
      try files().subtracting(before)
        == Set(
          [
            "bin/ahunt", "lib/ahunt/libTorchShim.so", "share/man/man1/ahunt.1",
            "share/bash-completion/completions/ahunt", "share/zsh/site-functions/_ahunt",
            "share/fish/vendor_completions.d/ahunt.fish",
          ].map { place + $0 }))
    let installed = folder.url.appendingPathComponent(place + "bin/ahunt")
    let doctor = try AHuntProcess.run(
      ["doctor", "--format", "json"], in: folder.url, executable: installed)
    #expect(try doctor.json()["healthy"] as? Bool == true)

    try make("uninstall")
    #expect(try files() == before)
    #expect(!FileManager.default.fileExists(atPath: folder.path(place + "lib/ahunt")))
  }
}
