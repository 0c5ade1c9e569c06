import ArgumentParser

/// `ahunt models`: what was trained.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List, copy and remove trained models.",
    discussion: """
      Example:
        ahunt models list
      """,
    subcommands: [ModelsList.self, ModelsExport.self, ModelsImport.self, ModelsRemove.self],
    defaultSubcommand: ModelsList.self)
}
