import Foundation
import Store

extension StoreError: Remedied {
  var remedy: String? {
    switch self {
    case .notAWorkspace(let path):
      "run `ahunt init --workspace \(Self.folder(of: path))` first"
    case .notADatabase:
      "move it away, or name another folder with --workspace"
    case .notAHunt:
      "name another folder with --workspace"
    case .newerSchema:
      "update ahunt to open it"
    case .olderSchema:
      "copy it to a folder that you can write to and use it there"
    case .busy:
      "try again when it is done"
    case .interruptedWaiting:
      nil
    case .notWritable:
      "check the permissions of the file and of its folder"
    case .notReadable:
      "check its permissions"
    case .logNotReadable:
      "copy both files to a folder that you can write to and use the hunt there"
    case .changedWhileRead:
      "run the command again"
    case .diskFull:
      "free some and run the command again, it goes on where it stopped"
    case .quotaUsedUp:
      "free some and run the command again, it goes on where it stopped"
    case .fileTooLarge:
      "see `ulimit -f` and the limits of the file system, and run the command again"
    case .fewDescriptors:
      "raise the limit with `ulimit -n`"
    case .strangeSchema(_, _, .unknown):
      "don't use a hunt from somebody you don't trust; what you added yourself has to be dropped with "
        + "the program that added it"
    case .strangeSchema:
      "restore the hunt from a backup"
    case .corrupt, .damagedRow:
      "`ahunt check --deep` says what else is damaged; a backup can be restored, and `ahunt backup "
        + "--answers FILE` saves the answers"
    case .unreadable:
      "update ahunt where a newer one wrote it; else it is damaged: `ahunt check --deep` says what else "
        + "is, and a backup can be restored"
    case .removedMeanwhile:
      "run the command again"
    case .damagedCopy:
      "`ahunt check --deep` says whether the hunt itself is damaged"
    case .noCatalog:
      "`ahunt status` lists them"
    case .catalogFromElsewhere:
      "choose another name with --name"
    case .otherRecipe(_, let recipe):
      "give \(recipe.options) again, take every picture anew with --replace and without --limit, or "
        + "choose another name with --name"
    case .ambiguousGalaxy:
      "name one with --catalog"
    case .noPixels:
      "import its catalog again"
    case .mixedCutouts:
      "work on one catalog at a time with --catalog"
    case .otherShape:
      "import it into a hunt of its own with --workspace"
    case .noModel:
      "`ahunt models list` shows them"
    case .noEmbedding:
      "run `ahunt embed`"
    case .noClass(let name, let known):
      known.isEmpty ? "add it with `ahunt classes add \(name)`" : nil
    case .cannotSplit(let name, let moved, _):
      moved == 0 ? nil : "`ahunt classes rename \(name)` gives all of them another name"
    case .splitDoesNotCount:
      "`ahunt labels rule` shows the rule; under latest, or as the adjudicator, a split counts"
    case .classInUse(let name, _):
      "`ahunt classes merge \"\(name)\" OTHER` folds it into another"
    case .keyTaken:
      "choose another with --key"
    case .noRound:
      "`ahunt round` asks one"
    case .notFinite(_, _, _, isStored: true):
      "`ahunt check` tells what else is wrong, and with --repair drops what can be computed again"
    case .altered(let table, _, _):
      table == "cutout"
        ? "`ahunt check --deep` tells which others; importing the catalog again with --replace mends it"
        : "`ahunt check` tells what else; restore the hunt from a copy, or train again"
    case .unfinishedReplacement(let replacement):
      "finish it with `\(replacement.command)` and what else that import was given"
    case .partlyReplaced(let replacement, _, let earlier):
      "see to them and run the same command again"
        + (earlier.map { ", or go back with `\(replacement.command(making: $0))`" } ?? "")
    case .answeredMeanwhile:
      "that answer stands"
    case .noQuestion:
      "`ahunt review` shows what is open now"
    case .refused, .database, .noGalaxy, .pixelCount, .vectorLength,
      .notFinite(_, _, _, isStored: false), .noHunt,
      .classExists, .invalidClassName, .invalidInterest, .mergeIntoItself, .notOfClass,
      .emptyRound, .alreadyAsked, .noAnswer, .unknownObjects, .invalidTime:
      nil
    }
  }

  /// Whether it tells of a file that is not as it should be.
  var isDamage: Bool {
    switch self {
    case .corrupt, .damagedRow, .unreadable, .strangeSchema, .notFinite, .altered: true
    default: false
    }
  }

  /// What the process ends with.
  var exitCode: Int32 {
    if case .interruptedWaiting = self { return 130 }
    return 1
  }

  private static func folder(of path: String) -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    return folder.isEmpty ? "." : folder
  }
}
