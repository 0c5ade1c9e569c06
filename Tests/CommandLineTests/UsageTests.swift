import Foundation
import Testing

@Suite struct UsageTests {
  static let commands: [[String]] = [
    ["doctor"], ["init"], ["simulate"], ["import"], ["status"], ["train"], ["train", "embedder"],
    ["train", "scorer"], ["train", "classifier"], ["train", "all"], ["embed"], ["score"],
    ["round"], ["review"], ["classes"], ["classes", "list"], ["classes", "add"],
    ["classes", "rename"], ["classes", "merge"], ["classes", "weigh"], ["rank"], ["similar"],
    ["sample"], ["report"], ["report", "classifier"], ["report", "training"], ["report", "hunt"],
    ["report", "all"], ["report", "compare"],
    ["labels"], ["labels", "export"], ["labels", "import"], ["labels", "history"],
    ["labels", "label"], ["labels", "agreement"], ["labels", "mistakes"], ["labels", "rule"],
    ["models"],
    ["models", "list"], ["models", "export"], ["models", "import"], ["models", "remove"],
    ["bench"], ["demo"], ["finetune"],
  ]

  @Test(arguments: commands)
  func helpShowsAnExample(_ command: [String]) throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run(command + ["--help"], in: scratch.folder)
    #expect(run.status == 0)
    #expect(run.output.contains("Example"))
    #expect(run.output.contains("ahunt " + command.joined(separator: " ")))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test(arguments: [
    ["--bogus"], ["nonsense"], ["rank", "--top", "many"], ["rank", "--by", "taste"],
    ["round", "--arm", "interest"], ["round", "--arm", "charm=1"], ["round", "--size", "0"],
    ["status", "--format", "xml"], ["train", "all", "--device", "abacus"],
    ["train", "embedder", "--threads", "0"], ["train", "scorer", "--patience", "0"],
    ["train", "classifier", "--dropout", "1"], ["train", "classifier", "--mixup", "1.5"],
    ["train", "classifier", "--input-noise", "-0.1"], ["train", "scorer", "--dropout", "0.1"],
    ["round", "--withdraw", "0"], ["round", "--withdraw", "--arm", "random=1"],
    ["review", "--answers", "a.csv", "--plain"], ["review", "--strict"],
    ["labels", "rule", "oldest"], ["labels", "rule", "adjudicator"],
    ["labels", "rule", "majority", "ann"], ["labels", "label", "G1"],
    ["labels", "mistakes", "--share", "0.1"],
    ["import"], ["classes", "add"], ["finetune", "--epochs", "0"],
    ["finetune", "--start", "anywhere"], ["finetune", "--threshold", "0"],
    ["simulate", "sky", "--anomaly-fraction", "2"], ["replay", "--anomaly", ","],
    ["replay", "--anomaly", "ring", "--strategy", "luck"],
    ["replay", "--anomaly", "ring", "--arm", "charm=1"],
    ["replay", "--anomaly", "ring", "--change", "soon"],
    ["replay", "--anomaly", "ring", "--change", "3:name=ring", "--rounds", "2"],
    ["replay", "--anomaly", "ring", "--arrivals", "19"],
    ["replay", "--anomaly", "ring", "--prior-class", "spiral"],
  ])
  func wrongUsageEndsWith64(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run(arguments, in: scratch.folder)
    #expect(run.status == 64, "\(arguments): \(run.error)")
    #expect(run.output.isEmpty)
    #expect(!run.error.isEmpty)
  }

  @Test func versionIsOneLine() throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run("--version", in: scratch.folder)
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test func doctorFindsThisInstallationHealthy() throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run("doctor", "--format", "json", in: scratch.folder)
    #expect(run.status == 0)
    let answer = try run.json()
    for key in ["version", "libtorch", "device", "precision", "threads", "sqlite"] {
      #expect(answer[key] != nil, "\(key)")
    }
    #expect(answer["healthy"] as? Bool == true)
  }
}
