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
    case .olderSchema(let path):
      "run `ahunt init --workspace \(Self.folder(of: path))` to bring it up to date"
    case .busy:
      "try again when it is done"
    case .notWritable:
      "check the permissions of the file and of its folder"
    case .diskFull:
      "free some and run the command again, it goes on where it stopped"
    case .corrupt:
      "restore it from a copy"
    case .unreadable:
      "update ahunt, or restore the hunt from a copy"
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
    case .keyTaken:
      "choose another with --key"
    case .noRound:
      "`ahunt round` asks one"
    case .notFinite(_, _, _, isStored: true):
      "`ahunt check` tells what else is, and with --repair drops what can be computed again"
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

  private static func folder(of path: String) -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    return folder.isEmpty ? "." : folder
  }
}
