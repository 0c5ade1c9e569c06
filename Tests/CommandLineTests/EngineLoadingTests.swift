import Foundation
import Testing

/// libtorch is loaded when tensors are wanted and not before, so most commands do without it.
@Suite struct EngineLoadingTests {
  @Test func commandsWithoutTensorsNeedNoEngine() throws {
    let program = try LoneProgram()
    let scratch = try SimulatedHunt.shared.get().copy()
    let commands: [[String]] = [
      ["--help"], ["--version"], ["review", "--help"], ["train", "all", "--help"], ["status"],
      ["init"], ["classes", "list"], ["classes", "add", "ring"], ["rank"], ["round"],
      ["labels", "export"], ["labels", "history"], ["models", "list"],
      ["simulate", "more", "--count", "3"], ["import", "more"],
    ]
    for command in commands {
      let run = try program.run(command, in: scratch.folder)
      #expect(run.status == 0, "\(command): \(run.error)")
    }
  }

  @Test func aMissingEngineIsToldInOneSentence() throws {
    let program = try LoneProgram()
    let scratch = try Scratch()
    let commands = [
      ["train", "all"], ["embed"], ["score"], ["sample"], ["report", "hunt"], ["bench"],
      ["demo", "--output", "demo"],
    ]
    for command in commands {
      let run = try program.run(command, in: scratch.folder)
      #expect(run.status == 1, "\(command)")
      #expect(run.output.isEmpty, "\(command)")
      #expect(run.error.split(separator: "\n").count == 1, "\(command): \(run.error)")
      #expect(run.error.contains("there is no libTorchShim.so"), "\(command): \(run.error)")
      #expect(run.error.contains("make build"), "\(command): \(run.error)")
    }
    #expect(try scratch.contents().isEmpty)
  }

  @Test func doctorTellsThatTheEngineIsMissing() throws {
    let program = try LoneProgram()
    let scratch = try Scratch()
    let run = try program.run(["doctor", "--format", "json"], in: scratch.folder)
    #expect(run.status == 1)
    let answer = try run.json()
    #expect(answer["healthy"] as? Bool == false)
    #expect(answer["libtorch"] is NSNull)
    #expect(answer["sqlite"] is String)
    #expect((answer["problems"] as? [String])?.first?.contains("libTorchShim.so") == true)
    let text = try program.run(["doctor"], in: scratch.folder)
    #expect(text.output.contains("missing"))
    #expect(text.output.contains("broken"))
  }

  @Test func aDamagedLibraryIsToldInOneSentence() throws {
    let program = try LoneProgram()
    let scratch = try Scratch()
    try "no library at all".write(to: program.library, atomically: true, encoding: .utf8)
    let run = try program.run(["embed"], in: scratch.folder)
    #expect(run.status == 1)
    #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
    #expect(run.error.contains(program.library.lastPathComponent))
  }

  @Test func aLibraryOfAnotherBuildIsRefused() throws {
    let program = try LoneProgram()
    let scratch = try Scratch()
    // A library without the table stands for one of another build.
    let file = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
    let maps = String(decoding: try #require(try file.readToEnd()), as: UTF8.self)
    let line = try #require(maps.split(separator: "\n").first { $0.contains("/libm.so") })
    let stranger = try #require(line.split(separator: " ").last)
    try FileManager.default.copyItem(
      at: URL(fileURLWithPath: String(stranger)).resolvingSymlinksInPath(), to: program.library)
    let run = try program.run(["embed"], in: scratch.folder)
    #expect(run.status == 1)
    #expect(run.error.contains("another build"), "\(run.error)")
  }

  @Test func theEngineIsFoundThroughALink() throws {
    let scratch = try Scratch()
    let link = scratch.folder.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: AHuntProcess.executable)
    let run = try AHuntProcess.run(
      ["doctor", "--format", "json"], in: scratch.folder, executable: link)
    #expect(try run.json()["healthy"] as? Bool == true)
  }

  @Test(arguments: [
    ([:], "GOMP_SPINCOUNT = '10000'"), (["GOMP_SPINCOUNT": "7"], "GOMP_SPINCOUNT = '7'"),
    (["OMP_WAIT_POLICY": "passive"], "GOMP_SPINCOUNT = '0'"),
  ])
  func threadsSleepEarlyUnlessThePersonSaysOtherwise(
    _ wish: [String: String], _ setting: String
  ) throws {
    let scratch = try Scratch()
    // OpenMP tells its settings when it is loaded.
    let run = try AHuntProcess.run(
      "doctor", in: scratch.folder, environment: wish.merging(["OMP_DISPLAY_ENV": "verbose"]) { $1 }
    )
    #expect(run.status == 0)
    #expect(run.error.contains(setting), "\(run.error)")
  }
}
