import AHuntKit
import Store

extension CheckSummary.Problem {
  /// What to do about it, in the words of the command line.
  var remedy: String? { found.remedy }
}

extension StoreProblem {
  /// What to do about it, in the words of the command line.
  fileprivate var remedy: String? {
    if isRepairable { return "`ahunt check --repair` drops it, to be computed again" }
    return switch fault {
    case .integrity: "restore the hunt from a backup, and save the answers before"
    case .schema(.missing), .schema(.changed): "restore the hunt from a backup"
    case .schema(.unknown): "drop it with the program that made it"
    case .orphaned, .missingAnswers: "restore the hunt from a backup"
    case .altered(column: "weights"), .unreadable:
      "remove the model and train it again, or restore the hunt from a backup"
    case .altered, .noCutout: "import its catalog again with --replace"
    case .notFinite: "import its catalog again with --replace, or restore the hunt from a backup"
    case .otherShape: "restore the hunt from a backup"
    case .halfReplaced(let replacement): "finish it with `\(replacement.command)`"
    case .otherRecipe: "take all of them anew with `ahunt import` and --replace"
    case .wrongModel: "restore the hunt from a backup"
    case .length, .stale, .more: nil
    }
  }
}
