import AHuntKit
import ArgumentParser
import Files
import FoundationEssentials
import Review
import Vocabulary

/// `ahunt review`: the person answers.
struct HuntReview: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Answer the open questions: one key a class, every answer safe at once.",
    discussion: """
      Each galaxy is drawn in the terminal with the reason it is asked. An answer is on disk \
      before the next picture, so nothing confirmed is ever lost. In a pipe, give --answers: a \
      file of lines objectID,class where an empty class skips; - reads standard input.

      Example:
        ahunt review --annotator hubble
        ahunt review --answers answers.csv
      """)

  @Option(.count, help: "Only the questions of this round (default: all that are open).")
  var round: Int?

  @Option(help: "Who answers (default: $USER).")
  var annotator: String?

  @Option(help: ArgumentHelp("Take the answers from a file.", valueName: "file"))
  var answers: String?

  @Flag(help: "A page of galaxies at a time, all of one class but for those you mark.")
  var sheet = false

  @Flag(help: "Choose each further question from what your answers have taught so far.")
  var adaptive = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct NewClass: Codable {
    let name: String
    let interest: Double
  }

  /// A question that somebody else was quicker to answer; theirs stands.
  struct Overtaken: Codable {
    let objectID: String
    @Nullable var `class`: String?
    let annotator: String
  }

  struct Payload: Codable {
    let answered: Int
    let skipped: Int
    let undone: Int
    let remaining: Int
    let newClasses: [NewClass]
    let answeredMeanwhile: [Overtaken]
    /// Lines of the file whose questions had been answered before.
    let answeredBefore: Int
  }

  func validate() throws {
    if annotator?.isEmpty == true {
      throw ValidationError("--annotator takes a name, not an empty text.")
    }
    if answers != nil, sheet || adaptive {
      throw ValidationError("--answers asks nothing, so --sheet and --adaptive don't go with it.")
    }
    if sheet, adaptive {
      throw ValidationError(
        "--sheet shows a page, --adaptive chooses one question after the other.")
    }
  }

  func run(with console: Console) throws {
    let file = try answers.map { path in
      try AnswerFile.read(path == "-" ? path : console.context.location(path).path)
    }
    guard file != nil || console.context.inputIsTerminal else { throw ReviewError.noTerminal }
    try console.withHunt { hunt in
      let annotator = console.annotator(annotator)
      let recorder = hunt.recorder(annotator: annotator, activity: console.activity())
      if let file {
        _ = try hunt.reviewSession(round: round)
        try report(try recorder.record(file, round: round), console)
      } else {
        try answer(hunt, recorder, annotator, console)
      }
    }
  }

  /// Asks at the terminal.
  private func answer(
    _ hunt: Hunt, _ recorder: StoreRecorder, _ annotator: String, _ console: Console
  ) throws {
    // Where a picture crashes its decoder, the review starts anew and shows that galaxy's cutout.
    _ = CrashGuard.watch()
    let device = POSIXTerminal()
    guard device.isInteractive else { throw ReviewError.noTerminal }
    let session = try hunt.reviewSession(
      round: round, of: annotator, isAdaptive: adaptive,
      pageSize: sheet ? SheetLayout(device.size).count : 0)
    let ended = try ReviewTerminal(
      device: device, style: TerminalStyle(environment: console.context.environment),
      guide: PlainGuide { try hunt.picture(of: $0.galaxy) }, records: recorder,
      now: console.context.now, words: Sentence.of
    ).run(session)
    let tally = ended.tally
    if session.questions.isEmpty, !adaptive,
      tally.answered + tally.skipped + tally.undone == 0, ended.end != .interrupted
    {
      throw HuntError.noOpenQuestions
    }
    try report(tally, console)
    if ended.end == .interrupted {
      throw CommandFailure.interrupted("interrupted; every answer given so far is kept")
    }
  }

  private func report(_ tally: ReviewTally, _ console: Console) throws {
    let payload = Payload(
      answered: tally.answered, skipped: tally.skipped, undone: tally.undone,
      remaining: tally.remaining,
      newClasses: tally.named.map { NewClass(name: $0.name, interest: $0.interest) },
      answeredMeanwhile: tally.overtaken.map {
        Overtaken(objectID: $0.objectID, class: $0.className, annotator: $0.annotator)
      }, answeredBefore: tally.answeredBefore)
    if let first = tally.overtaken.first {
      console.warn(
        "\(Figures.count(tally.overtaken.count, "question was", "questions were")) answered meanwhile "
          + "by somebody else, whose answers stand: \(first.objectID) by \(first.annotator) as "
          + (first.className ?? "skipped") + (tally.overtaken.count > 1 ? ", …" : ""))
    }
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(tally.answered)) answered, \(Figures.count(tally.skipped)) skipped"
          + (tally.undone > 0 ? ", \(Figures.count(tally.undone)) taken back" : "")
          + "; \(Figures.count(tally.remaining)) still open")
      if tally.answeredBefore > 0 {
        page.line(
          "\(Figures.count(tally.answeredBefore, "line", "lines")) passed over: answered before")
      }
      for each in tally.named {
        let other = each.interest > 0 ? 0 : 1
        page.line(
          "\(each.name) is new, \(each.interest > 0 ? "and hunted" : "not hunted"): "
            + "`ahunt classes weigh \"\(each.name)\" \(other)` changes that")
      }
      if tally.remaining == 0 { page.next("ahunt rank") }
    }
  }
}
