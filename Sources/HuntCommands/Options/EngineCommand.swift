import Tensors

/// A command that computes with tensors.
protocol EngineCommand: HuntCommand {
  /// Where and how it computes.
  var engine: EngineOptions { get }
}

extension EngineCommand {
  /// Loads the tensor engine before anything else, so that a missing one is told at once.
  mutating func run() throws {
    try Engine.load()
    try run(with: Console(context: .system, options: globals))
  }
}
