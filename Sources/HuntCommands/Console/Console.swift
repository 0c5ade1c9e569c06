import Foundation

/// What a command talks through: its world, and how the person wants to be told.
struct Console: Sendable {
  /// The world outside.
  let context: CommandContext
  /// What `--workspace`, `--format`, `--quiet` and `--progress` said.
  let options: GlobalOptions

  /// The world and the options of one command.
  init(context: CommandContext, options: GlobalOptions) {
    self.context = context
    self.options = options
  }

  /// Writes the result; the only place that knows the formats.
  ///
  /// - Parameter isFailure: whether the command fails with it; people then read it on standard error.
  func emit(
    _ payload: some Encodable, isFailure: Bool = false, text build: (inout TextPage) -> Void
  ) throws {
    switch options.format {
    case .json:
      context.output.write(try Self.json(payload) + "\n")
    case .text:
      let stream = isFailure ? context.error : context.output
      var page = TextPage(
        palette: Palette(stream: stream, environment: context.environment), isQuiet: options.quiet)
      build(&page)
      stream.write(page.text)
    }
  }

  /// One line of prose on standard error, kept back by `--quiet`.
  func note(_ sentence: String) {
    if !options.quiet { context.error.write(sentence + "\n") }
  }

  /// One line on standard error that `--quiet` doesn't keep back.
  func warn(_ sentence: String) {
    let palette = Palette(stream: context.error, environment: context.environment)
    context.error.write(palette.warning("ahunt:") + " " + sentence + "\n")
  }

  /// A progress line on standard error for `total` items, or for an unknown number.
  func progress(_ title: String, total: Int?, unit: String = "galaxies") -> ProgressLine {
    ProgressLine(
      title: title, unit: unit, total: total, style: progressStyle,
      stream: context.error, seconds: context.seconds)
  }

  /// Stops the command when Ctrl-C was pressed; the sentence says what is kept.
  func checkInterrupt(_ kept: @autoclosure () -> String) throws(CommandFailure) {
    if context.isInterrupted() { throw .interrupted("interrupted; \(kept())") }
  }

  /// The payload as JSON with sorted keys, ISO-8601 times and plain slashes.
  static func json(_ payload: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(payload), as: UTF8.self)
  }

  private var progressStyle: ProgressLine.Style {
    if options.quiet { return .none }
    switch options.progress {
    case .none: return .none
    case .plain: return .plain
    case .auto:
      let isDumb = context.environment["TERM"] == "dumb"
      return context.error.isTerminal && !isDumb ? .redrawn : .plain
    }
  }
}
