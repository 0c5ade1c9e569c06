import AHuntKit
import ArgumentParser

/// `ahunt models list`: shows the stored models.
struct ModelsList: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the stored models, oldest first.",
    discussion: """
      Example:
        ahunt models list --format json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt(for: .reading) {
      ModelsPayload(models: try $0.models().map { .init($0) })
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
