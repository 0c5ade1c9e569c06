import Foundation

/// The world a command runs in: streams, clock, environment, folders and the interrupt key.
///
/// Commands reach all of these through this value alone, so a test hands over a world of its own.
struct CommandContext: Sendable {
  /// Where results go.
  var output: any TextStream
  /// Where prose, progress and failures go.
  var error: any TextStream
  /// Whether a person can type answers.
  var inputIsTerminal: Bool
  /// Variables such as `AHUNT_WORKSPACE`, `NO_COLOR` and `TERM`.
  var environment: [String: String]
  /// The folder that relative paths start from.
  var currentFolder: URL
  /// The person's home, for `~` in paths.
  var home: URL
  /// The time of day, which ends up in the store.
  var now: @Sendable () -> Date
  /// Seconds on a clock that only goes forward, for rates and durations.
  var seconds: @Sendable () -> Double
  /// Takes note that a sentence could not be told on standard error.
  var loseWords: @Sendable (StreamError) -> Void
  /// Begins to take the first Ctrl-C as a wish that a long job stops.
  var watchInterrupts: @Sendable () -> Void
  /// Whether the person has pressed Ctrl-C; long jobs poll it between chunks.
  var isInterrupted: @Sendable () -> Bool

  /// A world made of the given parts.
  init(
    output: any TextStream, error: any TextStream, inputIsTerminal: Bool,
    environment: [String: String], currentFolder: URL, home: URL,
    now: @escaping @Sendable () -> Date = { Date() },
    seconds: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime },
    loseWords: @escaping @Sendable (StreamError) -> Void = { _ in },
    watchInterrupts: @escaping @Sendable () -> Void = {},
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.output = output
    self.error = error
    self.inputIsTerminal = inputIsTerminal
    self.environment = environment
    self.currentFolder = currentFolder
    self.home = home
    self.now = now
    self.seconds = seconds
    self.loseWords = loseWords
    self.watchInterrupts = watchInterrupts
    self.isInterrupted = isInterrupted
  }

  /// The process's own streams, clock and environment.
  static var system: CommandContext {
    CommandContext(
      output: StandardStream.output, error: StandardStream.error,
      inputIsTerminal: isatty(STDIN_FILENO) == 1,
      environment: ProcessInfo.processInfo.environment,
      currentFolder: URL(
        fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true),
      home: FileManager.default.homeDirectoryForCurrentUser,
      loseWords: StandardStream.loseWords, watchInterrupts: Signals.watch,
      isInterrupted: { Signals.isInterrupted })
  }

  /// The absolute location of a path as a person types it, `~` and relative ones included.
  func location(_ path: String) -> URL {
    if path == "~" { return home }
    if path.hasPrefix("~/") { return home.appendingPathComponent(String(path.dropFirst(2))) }
    return URL(fileURLWithPath: path, relativeTo: currentFolder).standardizedFileURL
  }
}
