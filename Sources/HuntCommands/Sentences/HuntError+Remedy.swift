import AHuntKit
import Files

extension HuntError: Remedied {
  /// What to do about it, in the command line's words; nil where the facts say it all.
  var remedy: String? {
    switch self {
    case .noFolder(let path): "make a hunt there with `ahunt init --workspace \(path)`"
    case .notAFolder: "name a folder with --workspace"
    case .noGalaxies: "run `ahunt import SURVEY` first"
    case .noEmbeddings(let isTrained):
      isTrained
        ? "run `ahunt embed` first" : "run `ahunt train embedder` and `ahunt embed` first"
    case .incompleteEmbeddings: "run `ahunt embed` to finish, then `ahunt score`"
    case .notEmbedded: "run `ahunt embed` first"
    case .noModel(let kind):
      kind == .finetuned
        ? "run `ahunt finetune` first" : "run `ahunt train \(kind.rawValue)` first"
    case .noModels: "run `ahunt train all` first"
    case .wrongModel: "`ahunt models list` shows them"
    case .noScore: "run `ahunt score` first"
    case .noKnownClasses: "to replay a hunt, import a catalog with labels"
    case .tooFewKnownClasses: "import a catalog with labels"
    case .noTestGalaxies: "train it again on what is imported now"
    case .unsuitableCutouts(_, .notSquareRGB): "import them as such"
    case .unsuitableCutouts(_, .size): "import the catalog into a new hunt with --size 64"
    case .otherCutoutSize(let stored, _):
      "import with --size \(stored), or into a hunt of its own"
    case .otherCutouts: "import into a hunt of its own with --workspace"
    case .rejected(let first, _):
      [first.cause.remedy, "repair the catalog, or leave --strict out to import the rest"]
        .compactMap { $0 }.joined(separator: "; ")
    case .nothingImported(_, let first, _): first.cause.remedy
    case .diverged: "a training with a lower --learning-rate will do better"
    case .tooFewAnswers(.others):
      "answer more with `ahunt round` and `ahunt review`, or see `ahunt classes weigh`"
    case .tooFewAnswers: "answer more with `ahunt round` and `ahunt review`"
    case .alreadyFinetuned: "answer more, or finetune with another --seed or --epochs"
    case .finetuningCollapsed: nil
    case .noOpenQuestions(.some): "`ahunt status` counts those of all rounds"
    case .noOpenQuestions, .nothingAgain(.reask): "run `ahunt round` for new ones"
    case .nothingToAsk, .nothingAgain: nil
    case .unreadableFile(_, let refusal): refusal.cause.remedy
    case .unwritableFile: "check the folder's permissions or name another file"
    case .unsuitableBackup(_, .exists): "--force replaces it"
    case .unsuitableBackup: "name another file"
    case .malformedLabels: nil
    case .notAReplay: "write one with `ahunt replay --format json`"
    case .notComparable(.unknown), .notComparable(.nothingShared):
      "`ahunt models list` shows the classifiers, Reports/index.html the dates"
    case .notComparable(.severalDates): "name more of the one you mean"
    case .notComparable(.noCommonKind): "run `ahunt report all` to keep one of each kind"
    case .notComparable(.unreadable):
      "name another date, or run `ahunt report all` to keep new ones"
    case .notComparable(.noData): "compare the models by their numbers"
    case .notComparable(.same): "name two"
    case .malformedModel(_, .description): "`ahunt models export` writes it beside the weights"
    case .malformedModel(_, .contents):
      "the hunt is as it was; export the model again with `ahunt models export`"
    case .malformedModel(_, .nameOfDescription): "name the weights' file NAME.safetensors"
    case .foreignDemoFolder: "name another folder with --output"
    case .answeredDemo: "name another folder with --output, or move this one away"
    case .interrupted(let work): work.remedy
    }
  }

  /// What the process ends with.
  var exitCode: Int32 {
    switch self {
    case .nothingToAsk, .noOpenQuestions, .nothingAgain, .alreadyFinetuned: 2
    case .interrupted: 130
    case .noFolder, .notAFolder, .noGalaxies, .noEmbeddings, .incompleteEmbeddings, .notEmbedded,
      .noModel, .noModels, .wrongModel, .noScore, .noKnownClasses, .tooFewKnownClasses,
      .noTestGalaxies, .unsuitableCutouts, .otherCutoutSize, .otherCutouts, .rejected,
      .nothingImported, .diverged, .tooFewAnswers, .finetuningCollapsed, .unreadableFile,
      .unwritableFile, .malformedLabels, .notAReplay, .notComparable, .malformedModel,
      .foreignDemoFolder,
      .answeredDemo, .unsuitableBackup:
      1
    }
  }
}

extension InterruptedWork {
  /// How to go on.
  var remedy: String? {
    switch self {
    case .imported, .embedded, .scored: "run the same command to go on"
    case .trained(_, .some(let epoch)):
      "the same command with --resume goes on after epoch \(epoch)"
    case .trained(_, .none), .nothingStored, .finetuning, .replay, .demo, .backUp: nil
    case .votes: "`ahunt embed` goes through the rest"
    }
  }
}
