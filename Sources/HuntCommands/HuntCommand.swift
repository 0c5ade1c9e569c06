import ArgumentParser

/// A command of `ahunt`: options, and a `run` that is handed the world it works in.
protocol HuntCommand: ParsableCommand {
  /// The options every command has.
  var globals: GlobalOptions { get }
  /// Does the work.
  func run(with console: Console) throws
}

extension HuntCommand {
  /// Runs in the process's own world.
  mutating func run() throws {
    try run(with: Console(context: .system, options: globals))
  }
}
