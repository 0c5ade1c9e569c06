import AHuntKit
import ArgumentParser
import Files
import FoundationEssentials
import Review
import TerminalGraphics
import Vocabulary

/// `ahunt review`: the person answers.
struct HuntReview: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Answer the open questions: one key a class, every answer safe at once.",
    discussion: """
      Each galaxy is drawn in the terminal with the reason it is asked. An answer is on disk \
      before the next picture, so nothing confirmed is ever lost. In a pipe, give --answers: a \
      file of lines objectID,class where an empty class skips; - reads standard input, and each line \
      is recorded as it comes. A line that says another class than you gave before corrects it. With \
      --plain, questions and answers are lines of text.

      Example:
        ahunt review --annotator hubble
        ahunt review --answers answers.csv
        ahunt review --plain
      """)

  @Option(.count, help: "Only the questions of this round (default: all that are open).")
  var round: Int?

  @Option(help: "Who answers (default: $USER).")
  var annotator: String?

  @Option(help: ArgumentHelp("Take the answers from a file.", valueName: "file"))
  var answers: String?

  @Flag(help: "With --answers: record nothing where any line is wrong.")
  var strict = false

  @Flag(help: "Ask and answer in lines of text, one question at a time, without pictures.")
  var plain = false

  @Flag(help: "A page of galaxies at a time, all of one class but for those you mark.")
  var sheet = false

  @Flag(help: "Choose each further question from what your answers have taught so far.")
  var adaptive = false

  @Flag(help: "Ask about galaxies that people disagree on, and say who said what.")
  var disagreements = false

  @Flag(help: "Ask again about answers that are most likely slips.")
  var mistakes = false

  @Flag(help: "Ask about galaxies that were flagged for later.")
  var flagged = false

  @Option(
    .from(0.01, to: 1),
    help: ArgumentHelp(
      "Ask again, among the others and unmarked, this share of what you have answered before.",
      valueName: "share"))
  var reask: Double?

  @Option(
    help: ArgumentHelp(
      "How pictures are drawn: auto, kitty, iterm, sixel, blocks or characters.",
      discussion: "auto asks the terminal what it can do.", valueName: "how"))
  var pictures = PictureChoice.auto

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
    /// Lines of the file that said what the same person had said before.
    let answeredBefore: Int
    /// Answers that took the place of what the same person had said before.
    let corrected: Int
    /// Lines of the file that could not be recorded.
    let rejected: [Rejected]
  }

  /// A line that could not be recorded.
  struct Rejected: Codable {
    let line: Int
    let reason: String
  }

  func validate() throws {
    if annotator?.isEmpty == true {
      throw ValidationError("--annotator takes a name, not an empty text.")
    }
    if answers != nil, plain {
      throw ValidationError("--answers and --plain are two ways to answer: give one of them.")
    }
    if strict, answers == nil { throw ValidationError("--strict is for --answers.") }
    if answers != nil, sheet || adaptive {
      throw ValidationError("--answers asks nothing, so --sheet and --adaptive don't go with it.")
    }
    if sheet, adaptive {
      throw ValidationError(
        "--sheet shows a page, --adaptive chooses one question after the other.")
    }
    if [disagreements, mistakes, flagged, reask != nil, answers != nil].count(where: { $0 }) > 1 {
      throw ValidationError(
        "--disagreements, --mistakes, --flagged, --reask and --answers each say what is asked: give "
          + "one.")
    }
    if again != nil, sheet || adaptive {
      throw ValidationError(
        "What was answered before is asked one by one: leave --sheet and --adaptive out.")
    }
    if plain, sheet || adaptive {
      throw ValidationError("--plain asks in lines of text: leave --sheet and --adaptive out.")
    }
  }

  func run(with console: Console) throws {
    if let answers { return try takeAnswers(from: answers, console) }
    if plain { return try askPlainly(console) }
    guard console.context.inputIsTerminal else { throw ReviewError.noTerminal }
    let notes = ReviewNotes()
    var context = console.context
    context.error = ScreenStream(notes, otherwise: context.error)
    let aside = Console(context: context, options: console.options)
    try aside.withHunt { hunt in
      try answer(hunt, console.annotator(annotator), aside, notes)
    }
  }

  /// Asks at the terminal.
  private func answer(
    _ hunt: Hunt, _ annotator: String, _ console: Console, _ notes: ReviewNotes
  ) throws {
    // Where a picture crashes its decoder, the review starts anew and shows that galaxy's cutout.
    _ = CrashGuard.watch()
    let device = POSIXTerminal()
    guard device.isInteractive else { throw ReviewError.noTerminal }
    let (session, records) = try asked(
      hunt, annotator, pageSize: sheet ? SheetLayout(device.size).count : 0, console.activity())
    let ended = try ReviewTerminal(
      device: device, style: .of(console.context.environment),
      setting: ReviewDisplay.Setting(
        pictures: pictures, environment: console.context.environment, tmux: TmuxCommand.output),
      guide: hunt.reviewGuide(
        learns: reask == nil, isAdaptive: adaptive,
        again: disagreements || mistakes || flagged ? session.questions : [],
        activity: console.activity()),
      records: records,
      leases: hunt.leases(annotator: annotator, activity: console.activity()),
      notes: notes, now: console.context.now, words: Sentence.of
    ).run(session)
    let tally = ended.tally
    if session.questions.isEmpty, !adaptive,
      tally.answered + tally.skipped + tally.undone == 0, ended.end != .interrupted
    {
      throw HuntError.noOpenQuestions(round: round)
    }
    try report(tally, console)
    if ended.end == .interrupted {
      throw CommandFailure.interrupted("interrupted; every answer given so far is kept")
    }
  }

  /// What is asked besides what is open, or in its place.
  var again: AskedAgain? {
    disagreements
      ? .disagreements
      : mistakes ? .mistakes : flagged ? .flagged : reask.map { .reask(share: $0) }
  }

  /// What is asked, and what writes the answers down.
  private func asked(
    _ hunt: Hunt, _ annotator: String, pageSize: Int, _ activity: Activity
  ) throws -> (ReviewSession, any ReviewRecords) {
    if let again {
      let asked = try hunt.reviewAgain(again, round: round, of: annotator, activity: activity)
      return (asked.session, asked.recorder)
    }
    return (
      try hunt.reviewSession(
        round: round, of: annotator, isAdaptive: adaptive, pageSize: pageSize),
      hunt.recorder(annotator: annotator, activity: activity)
    )
  }

  func report(
    _ tally: ReviewTally, _ console: Console, rejected: [Rejected] = []
  ) throws {
    let payload = Payload(
      answered: tally.answered, skipped: tally.skipped, undone: tally.undone,
      remaining: tally.remaining,
      newClasses: tally.named.map { NewClass(name: $0.name, interest: $0.interest) },
      answeredMeanwhile: tally.overtaken.map {
        Overtaken(objectID: $0.objectID, class: $0.className, annotator: $0.annotator)
      }, answeredBefore: tally.answeredBefore, corrected: tally.corrected, rejected: rejected)
    if let first = tally.overtaken.first {
      console.warn(
        "\(Figures.count(tally.overtaken.count, "question was", "questions were")) answered meanwhile "
          + "elsewhere, and those answers stand: \(first.objectID) by \(first.annotator) as "
          + (first.className ?? "skipped") + (tally.overtaken.count > 1 ? ", …" : ""))
    }
    try console.emit(payload, isFailure: !rejected.isEmpty) { page in
      page.line(
        "\(Figures.count(tally.answered)) answered, \(Figures.count(tally.skipped)) skipped"
          + (tally.undone > 0 ? ", \(Figures.count(tally.undone)) taken back" : "")
          + "; \(Figures.count(tally.remaining)) still open")
      if tally.answeredBefore > 0 {
        page.line(
          "\(Figures.count(tally.answeredBefore, "line", "lines")) passed over: answered before")
      }
      if tally.corrected > 0 {
        page.line(
          "\(Figures.count(tally.corrected)) of them took the place of what you had answered before"
        )
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

extension PictureChoice: ExpressibleByArgument {}
