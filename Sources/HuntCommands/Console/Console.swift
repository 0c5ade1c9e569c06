import AHuntKit
import Foundation
import Vocabulary

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
      try context.output.write(try JSONText.of(payload) + "\n")
    case .text:
      let stream = isFailure ? context.error : context.output
      var page = TextPage(
        palette: Palette(stream: stream, environment: context.environment), isQuiet: options.quiet)
      build(&page)
      try stream.write(page.text, page.palette)
    }
  }

  /// One line of prose on standard error, kept back by `--quiet`.
  func note(_ sentence: String) {
    if !options.quiet { tell("\(sentence)\n") }
  }

  /// One line on standard error that `--quiet` doesn't keep back.
  func warn(_ sentence: String) {
    tell("\(StyledText("ahunt:", .warning)) \(sentence)\n")
  }

  /// Words on standard error. Where they are lost the work goes on, and the program ends with 1.
  private func tell(_ words: StyledText) {
    do {
      try context.error.write(
        words, Palette(stream: context.error, environment: context.environment))
    } catch {
      context.loseWords(error)
    }
  }

  /// What a long call of the library is told and asks: its progress and notices go to standard error,
  /// and Ctrl-C ends it at the next chunk.
  ///
  /// - Parameter isLong: whether Ctrl-C is waited for, instead of ending the program at once.
  func activity(isLong: Bool = false) -> Activity {
    if isLong { context.watchInterrupts() }
    let line = CurrentLine()
    return Activity(
      now: context.now, seconds: context.seconds, isCancelled: context.isInterrupted
    ) { event in
      switch event {
      case .began(let stage, let total, let done):
        line.begin(
          ProgressLine(
            title: stage.title, unit: stage.unit, total: total, style: progressStyle,
            stream: context.error, seconds: context.seconds), at: done)
      case .advanced(let done, let total): line.current?.update(done, of: total)
      case .stepped(let done, let total, let epoch, let epochs, let rate):
        line.current?.update(
          done, of: total,
          note: "epoch \(epoch) of \(epochs)  \(Figures.rate(rate)) images/s")
      case .epochEnded(_, let loss): line.current?.remark("loss \(Figures.decimal(loss))")
      case .ended: line.end()
      case .notice(let notice): note(notice.sentence)
      }
    }
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

/// The progress line of the stage that a call is at.
private final class CurrentLine: @unchecked Sendable {
  // `lock` guards `line`: jobs report from several threads.
  private let lock = NSLock()
  private var line: ProgressLine?

  var current: ProgressLine? { lock.withLock { line } }

  func begin(_ next: ProgressLine, at done: Int) {
    next.begin(at: done)
    lock.withLock { line = next }
  }

  func end() {
    let ended = lock.withLock {
      defer { line = nil }
      return line
    }
    ended?.finish()
  }
}

extension Stage {
  /// What its progress line begins with.
  fileprivate var title: String {
    switch self {
    case .simulate: "simulate"
    case .rehearse: "check"
    case .import: "import"
    case .train(let kind): "train \(kind.rawValue)"
    case .embed: "embed"
    case .score: "score"
    case .finetune: "finetune"
    case .vote: "vote"
    case .replay: "replay"
    case .check: "check pixels"
    case .backUp: "copy"
    }
  }

  /// What it counts.
  fileprivate var unit: String {
    switch self {
    case .train, .finetune: "steps"
    case .replay: "hunts"
    case .backUp: "pages"
    case .simulate, .rehearse, .import, .embed, .score, .vote, .check: "galaxies"
    }
  }
}
