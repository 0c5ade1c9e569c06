import Foundation
import TestSupport
import Testing

/// Things that are named like files and are none, or can't be read: the command ends with a sentence.
@Suite(.serialized) struct InputFilesTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    #expect(try scratch.ahunt("init").status == 0)
  }

  private func makePipe(_ name: String) throws {
    try #require(mkfifo(scratch.owner.path(name), 0o600) == 0)
  }

  /// Runs a line of bash with the program as `$AHUNT`.
  private func bash(_ line: String) throws -> AHuntProcess {
    try AHuntProcess.run(
      ["-c", line], in: scratch.folder,
      environment: [
        "AHUNT": AHuntProcess.executable.path,
        "AHUNT_WORKSPACE": scratch.owner.path("hunt"),
      ], executable: URL(fileURLWithPath: "/bin/bash"))
  }

  @Test func aPipeNamedLikeAPictureCostsThatPicture() throws {
    try TinySurvey(count: 4).write(to: scratch.owner, below: "sky")
    try makePipe("sky/images/zz.png")
    try makePipe("sky/images/zy.fits")
    let run = try scratch.ahunt("import", "sky/images", "--format", "json")
    #expect(run.status == 0)
    let answer = try run.json()
    #expect(answer["imported"] as? Int == 4)
    let rejected = try #require(answer["rejected"] as? [[String: String]])
    #expect(rejected.count == 2)
    #expect(rejected.allSatisfy { $0["reason"] == "it is a pipe and not a file" })
  }

  static let readers: [[String]] = [
    ["import", "PIPE"], ["import", "PIPE", "--reader", "csv"],
    ["import", "PIPE", "--reader", "fits"],
    ["import", "PIPE", "--reader", "galaxy10"],
    ["import", "positions.csv", "--mosaic", "PIPE"],
    ["models", "import", "PIPE"], ["labels", "import", "PIPE"],
    ["classes", "split", "ring", "arc", "--objects", "PIPE"],
  ]

  @Test(arguments: readers)
  func aPipeIsNoFile(_ arguments: [String]) throws {
    try makePipe("PIPE")
    try scratch.write("object_id,ra,dec\nG1,10,10\n", to: "positions.csv")
    let run = try AHuntProcess.run(
      arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
    #expect(run.status == 1, "\(arguments)")
    #expect(run.error.contains("it is a pipe"), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
  }

  @Test(arguments: ["/dev/zero", "images"])
  func devicesAndFoldersAreNoLabels(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: scratch.owner.path("images"), withIntermediateDirectories: true)
    let run = try scratch.ahunt("labels", "import", path)
    #expect(run.status == 1)
    #expect(run.error.contains(path == "images" ? "it is a folder" : "it is a device"))
  }

  @Test func labelsComeThroughAPipeAndThroughStandardInput() throws {
    try TinySurvey(count: 4).write(to: scratch.owner, below: "sky")
    #expect(try scratch.ahunt("import", "sky").status == 0)
    let pipe = try bash(
      #""$AHUNT" labels import <(sleep 1; printf 'object_id,class\nG0001,ring\n') --format json"#)
    #expect(try pipe.json()["imported"] as? Int == 1, "\(pipe.error)")
    let input = try scratch.ahunt(
      "labels", "import", "-", "--format", "json", input: "object_id,class\nG0002,ring\n")
    #expect(try input.json()["imported"] as? Int == 1, "\(input.error)")
  }

  @Test func aPipeIsWaitedForAndControlCEndsThat() throws {
    try makePipe("PIPE")
    // Open to write into it, and silent.
    let writer = open(scratch.owner.path("PIPE"), O_RDWR)
    defer { close(writer) }
    let running = try AHuntProcess.start(
      ["labels", "import", "PIPE"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
    usleep(2_000_000)
    #expect(running.isRunning)
    running.send(SIGINT)
    let run = try running.wait()
    let wasKilled = run.signal == SIGINT
    #expect(wasKilled || run.status == 130, "\(run.error)")
  }

  @Test func aRefusalOfTheSystemIsCalledByItsName() throws {
    let long = String(repeating: "a", count: 300)
    for arguments in [["import", long], ["labels", "import", long], ["models", "import", long]] {
      let run = try AHuntProcess.run(
        arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": scratch.owner.path("hunt")])
      #expect(run.status == 1)
      #expect(run.error.contains("longer than the system takes"), "\(run.error)")
      #expect(!run.error.contains("permission"))
    }
    symlink("b.csv", scratch.owner.path("a.csv"))
    symlink("a.csv", scratch.owner.path("b.csv"))
    let loop = try scratch.ahunt("import", "a.csv")
    #expect(loop.status == 1)
    #expect(loop.error.contains("lead in a circle"))
  }

  @Test func fewDescriptorsAreNotBlamedOnPermissions() throws {
    try TinySurvey(count: 4).write(to: scratch.owner, below: "sky")
    for limit in [8, 16, 31] {
      let run = try bash("ulimit -n \(limit); \"$AHUNT\" import sky/catalog.csv")
      #expect(run.status == 1 && run.error.contains("open at once"), "\(run.error)")
      #expect(run.error.contains("ulimit -n"), "\(run.error)")
    }
  }

  @Test func namesThatAreNoTextAreToldAndNothingElseIsRead() throws {
    try TinySurvey(count: 3).write(to: scratch.owner, below: "sky")
    let made = try bash(
      #"cp sky/images/G0001.png sky/images/$'caf\xe9.png' && mkdir $'s\xe9' && cp -r sky s && mkdir s/$'\xe9'"#
    )
    // A Mac's file system takes no such names.
    guard made.status == 0 else { return }
    let run = try scratch.ahunt("import", "sky/images", "--format", "json")
    let answer = try run.json()
    #expect(answer["imported"] as? Int == 3)
    #expect(
      answer["rejected"] as? [[String: String]] == [
        [
          "source": "caf\\xE9.png",
          "reason": "its name is not UTF-8 text; rename it, or use convmv for many",
        ]
      ])
    for line in [
      #""$AHUNT" import $'s\xe9'"#, #"cd $'s\xe9' && "$AHUNT" status"#,
      #""$AHUNT" init --workspace $'t\xe9'"#, #"AHUNT_WORKSPACE=$'t\xe9' "$AHUNT" status"#,
    ] {
      let run = try bash(line)
      #expect(run.status == 1, "\(line)")
      #expect(run.error.contains("\\xE9") && run.error.contains("not UTF-8"), "\(run.error)")
    }
    #expect(try bash(#"ls -d t*"#).status != 0, "no folder was made under another name")
    _ = try bash(#"rm -rf $'s\xe9' s sky"#)
  }
}
