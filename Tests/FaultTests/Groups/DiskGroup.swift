import Evaluation
import Files
import Foundation
import TestSupport

/// A command on a disk with no room, or with too little.
struct DiskGroup: FaultGroup {
  let name = "disk"
  let weight = 1.5
  let short = 6
  let count = Int.max

  private static let commands: [WritingCommand] =
    WritingCommand.all.filter { $0.hunt != .whole } + [
      WritingCommand("labels export", .bySteps, output: "standard output"),
      WritingCommand("status --format json", .bySteps, output: "standard output"),
      WritingCommand("classes list --format json", .bySteps, output: "standard output"),
      WritingCommand("similar G0001 --format json", .bySteps, output: "standard output"),
      WritingCommand("check --deep", .bySteps),
      WritingCommand("report all --output out", .bySteps, isSlow: true),
      WritingCommand("simulate drawn --count 4", .bySteps),
    ]

  /// Mounts a small disk where nobody else sees it, fills it, and runs a command there.
  ///
  /// Arguments: the folder of the case, kilobytes of the disk, kilobytes to leave, the command.
  private static let script = """
    case=$1; size=$2; free=$3; out=$4; shift 4
    mkdir -p disk && mount -t tmpfs -o size=${size}k none disk || exit 125
    cp -R hunt disk/ 2>/dev/null; cp *.csv *.safetensors disk/ 2>/dev/null
    left=$(df -k --output=avail disk | tail -1)
    [ "$left" -gt "$free" ] && head -c $(( (left - free) * 1024 )) /dev/zero > disk/filler
    cd disk
    export AHUNT_WORKSPACE=$case/disk/hunt
    if [ "$out" = yes ]; then "$@" > standard-output; else "$@"; fi
    code=$?
    rm -f filler
    cd "$case" && rm -rf hunt && cp -R disk after && cp -R disk/hunt hunt
    umount disk
    exit $code
    """

  /// What makes a mount that goes with the process, or nil where that is not allowed.
  private static let unshare: [String]? = {
    for words in [["unshare", "-m"], ["unshare", "-rm"]] {
      let mount = try? ChildProcess(
        words + ["mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"])
      if mount?.wait() == .exit(0) { return words }
    }
    return nil
  }()

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    let isLong = world.settings.isLong
    let command = Self.commands.drawn(isLong: isLong, slowOnceIn: 8, &random)
    let free = [0, 0, 4, 16, 64, 200, 1000, 4000].randomElement(using: &random)!
    let isOutput = command.output == "standard output"
    let what = "`\(command.name)`\(isOutput ? " > file" : ""), \(free) kB left on the disk"
    guard let unshare = Self.unshare else {
      return Outcome(what: what, verdict: .skipped("no small file system can be mounted here"))
    }
    let expected = try Expected.of(command, in: world)
    let place = try command.place(in: world)
    let size = try FileManager.default.contentsOfDirectory(atPath: place.owner.path)
      .reduce(60 + free) { try $0 + kilobytes(place.owner.path($1)) }
    var launch = place.launch(command.arguments)
    launch.before =
      "set -- \((unshare + ["/bin/sh", "-c", Self.script, "sh"]).map(Self.quoted).joined(separator: " "))"
      + " \(Self.quoted(place.owner.path)) \(size) \(free) \(isOutput ? "yes" : "no") \"$0\" \"$@\""
      + "; exec \"$@\""
    let before = try place.file.answers()
    let ending = try launch.run()
    if ending.cause == .exit(125) {
      return Outcome(what: what, verdict: .skipped("no small file system can be mounted here"))
    }
    if let fault = try ending.fault() ?? (place.file.keeps(before) ? nil : "answers are lost")
      ?? judge(command, place, expected, ending, isOutput)
    {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    return Outcome(what: what, verdict: ending.isDone ? .survived : .refused)
  }

  private func judge(
    _ command: WritingCommand, _ place: Workplace, _ expected: Expected, _ ending: Ending,
    _ isOutput: Bool
  ) throws -> String? {
    if let problem = try place.file.problems().first { return "left damaged: \(problem)" }
    if ending.isDone {
      let written = FileManager.default.contents(
        atPath: place.owner.path(
          isOutput ? "after/standard-output" : "after/\(command.output ?? "")"))
      if isOutput, (written ?? Data()) != (try undisturbedOutput(command, place)) {
        return "exit 0 with \(written?.count ?? 0) bytes written"
      }
      if !isOutput, command.output != nil, written != expected.output {
        return "exit 0 with \(written?.count ?? 0) bytes in \(command.output!)"
      }
      if let difference = HuntFile.difference(try place.file.state(), expected.after) {
        return "exit 0 with other results: \(difference)"
      }
      return nil
    }
    // With room again, the same command finishes.
    if command.manner == .atOnce {
      let now = try place.file.state()
      if let difference = HuntFile.difference(now, expected.after),
        HuntFile.difference(now, expected.before) != nil
      {
        return "half done: \(difference)"
      }
      if HuntFile.difference(now, expected.after) == nil { return nil }
    }
    let again = try place.launch(command.arguments).run()
    if let fault = again.fault() { return "with room again, " + fault }
    return again.isDone ? nil : "with room again, it fails: \(again.sentence)"
  }

  /// What the command prints here when there is room.
  private func undisturbedOutput(_ command: WritingCommand, _ place: Workplace) throws -> Data {
    var launch = place.launch(command.arguments)
    launch.environment["AHUNT_WORKSPACE"] = place.owner.path("hunt")
    let text = try launch.run().text
    return Data(
      text.replacingOccurrences(
        of: place.owner.path("hunt"), with: place.owner.path("disk/hunt")
      ).utf8)
  }

  private func kilobytes(_ path: String) throws -> Int {
    let files = FileManager.default.enumerator(atPath: path)
    var sum = 8
    while let file = files?.nextObject() as? String {
      let size = try FileManager.default.attributesOfItem(atPath: path + "/" + file)[.size]
      sum += ((size as? Int ?? 0) + 4095) / 4096 * 4
    }
    if let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int {
      sum += (size + 4095) / 4096 * 4
    }
    return sum
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
