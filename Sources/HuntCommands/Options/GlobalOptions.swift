import ArgumentParser
import Foundation

/// How results are written to standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// For people.
  case text
  /// For scripts: one JSON value and nothing else.
  case json
}

/// How a long job tells its progress.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Redrawn on a terminal, plain elsewhere.
  case auto
  /// Not at all.
  case none
  /// A line every second.
  case plain
}

/// Options every command has.
struct GlobalOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "The hunt's folder (default: $AHUNT_WORKSPACE, else the current folder).",
      valueName: "dir"))
  var workspace: String?

  @Option(help: "How results are written: text or json.")
  var format: OutputFormat = .text

  @Flag(name: .shortAndLong, help: "No prose and no progress, only results and failures.")
  var quiet = false

  @Option(help: "How progress is told on standard error: auto, none or plain.")
  var progress: ProgressMode = .auto

  init() {}

  /// The hunt's folder, as an absolute location.
  func folder(in context: CommandContext) -> URL {
    let variable = context.environment["AHUNT_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
    return context.location(workspace ?? variable ?? context.currentFolder.path)
  }
}
