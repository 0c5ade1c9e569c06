import AHuntKit
import Files
import FoundationEssentials
import Review
import Store
import Vocabulary

extension HuntReview {
  /// Takes answers from a file or a pipe, line by line.
  func takeAnswers(from path: String, _ console: Console) throws {
    let place = path == "-" ? path : console.context.location(path).path
    let name = path == "-" ? "standard input" : path
    do throws(InputFileError) {
      try InputText.requireThere(place)
    } catch {
      throw ReviewError.unreadableAnswers(file: name, error)
    }
    let intake = try console.withHunt { hunt in
      var intake = try hunt.answerIntake(
        name: name, annotator: console.annotator(annotator), round: round, isStrict: strict,
        activity: console.activity())
      var told = 0
      func tell(_ news: [AnswerNews], _ isLive: Bool) {
        for fault in intake.faults.dropFirst(told) {
          console.warn("\(name):\(fault.number): \(fault.reason)")
        }
        told = intake.faults.count
        guard isLive else { return }
        for each in news {
          console.note(
            "\(each.objectID): \(each.className ?? "skipped")\(LabelsLabel.words(each.instead))")
        }
      }
      var hasWriter = false
      do {
        try InputText.forEachPiece(of: place) { piece, isLive in
          hasWriter = isLive
          let news = try intake.take(piece)
          // Where it is strict, nothing is known before the end.
          if !strict { tell(news, isLive) }
        }
      } catch let error as InputFileError {
        throw ReviewError.unreadableAnswers(file: name, error)
      }
      let news = try intake.finish()
      tell(news, hasWriter)
      return intake
    }
    try report(
      intake.tally, console,
      rejected: intake.faults.sorted { $0.number < $1.number }.map {
        Rejected(line: $0.number, reason: $0.reason)
      })
    guard intake.faults.isEmpty else {
      let lines = Figures.count(intake.faults.count, "line")
      let kept = intake.tally.answered + intake.tally.skipped
      throw CommandFailure.failed(
        strict
          ? "nothing was recorded: \(lines) of \(name) can't be"
          : "\(lines) of \(name) could not be recorded; \(Figures.count(kept, "answer")) "
            + (kept == 1 ? "was" : "were"))
    }
  }

  /// Asks one question at a time as text.
  func askPlainly(_ console: Console) throws {
    let ended = try console.withHunt { hunt in
      var plain = try hunt.plainReview(
        annotator: console.annotator(annotator), round: round, again: again,
        activity: console.activity())
      // With JSON, standard output is for the result alone.
      let stream = console.options.format == .json ? console.context.error : console.context.output
      let palette = Palette(stream: stream, environment: console.context.environment)
      return try plain.run(
        read: { readLine() }, write: { try stream.write("\($0)\n" as StyledText, palette) })
    }
    try report(ended, console)
  }
}
