import Store

extension CatalogReplacement {
  /// The command that finishes it, as far as the hunt knows: tables may need options of their own.
  var command: String { command(making: recipe) }

  /// The command that takes all pictures of the catalog anew, as a recipe says.
  func command(making recipe: CutoutRecipe) -> String {
    "ahunt import \(ShellWord.quoted(source)) --name \(ShellWord.quoted(catalog)) --replace \(recipe.options)"
  }
}

/// A word of a shell's command line.
enum ShellWord {
  /// As a person would type it, in quotes where it needs them.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+,:=@%".contains($0))
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
