package import Foundation
package import Imaging
import Store
package import Vocabulary

/// Runs a session at a terminal: every answer is written before the next picture is drawn.
package struct ReviewTerminal {
  private let device: any TerminalDevice
  private let style: TerminalStyle
  private let picture: (Question) throws -> Raster
  private let record: (ReviewCommit, Double?) throws -> ReviewReceipt
  private let now: () -> Date
  private let words: (any Error) -> String

  /// A review on `device`.
  ///
  /// - Parameters:
  ///   - style: What the terminal may be sent.
  ///   - picture: The pixels of a question's galaxy.
  ///   - record: Makes a commit durable, given the seconds that the picture was looked at.
  ///   - now: The clock.
  ///   - words: What the person is told of an error; its own description unless told otherwise.
  package init(
    device: any TerminalDevice, style: TerminalStyle,
    picture: @escaping (Question) throws -> Raster,
    record: @escaping (ReviewCommit, Double?) throws -> ReviewReceipt,
    now: @escaping () -> Date = { Date() },
    words: @escaping (any Error) -> String = { "\($0)" }
  ) {
    self.device = device
    self.style = style
    self.picture = picture
    self.record = record
    self.now = now
    self.words = words
  }

  /// Asks until every question is answered or the person leaves; returns the session as it ended.
  package func run(_ session: ReviewSession) throws(ReviewError) -> ReviewSession {
    guard device.isInteractive else { throw .noTerminal }
    var session = session
    guard session.end == nil else { return session }
    try device.start(leave: style.cursor ? Self.leave : "")
    defer { device.stop() }
    if style.cursor { try device.write(Self.enter) }
    // The screen is given back before `stop`, whatever ended the review; a terminal that is gone
    // can't be told, which is not worth an error of its own.
    defer { if style.cursor { try? device.write(Self.leave) } }

    var view = View()
    try draw(session, &view)
    while session.end == nil {
      let key = try device.readKey()
      try perform(session.handle(key), &session, &view)
    }
    return session
  }

  /// What is on the screen and since when.
  private struct View {
    var question: Question.ID?
    var raster: Raster?
    var trouble = ""
    var since = Date.distantPast
  }

  private func perform(
    _ effects: [ReviewEffect], _ session: inout ReviewSession, _ view: inout View
  ) throws(ReviewError) {
    for effect in effects {
      switch effect {
      case .draw: try draw(session, &view)
      case .end: return
      case .commit(let commit):
        let followUp: [ReviewEffect]
        do {
          followUp = session.committed(
            try record(commit, max(0, now().timeIntervalSince(view.since))))
        } catch StoreError.answeredMeanwhile(let objectID, let name, let annotator) {
          followUp = session.overtaken(
            .init(objectID: objectID, className: name, annotator: annotator))
        } catch {
          followUp = session.failed(words(error))
        }
        try perform(followUp, &session, &view)
      }
    }
  }

  private func draw(_ session: ReviewSession, _ view: inout View) throws(ReviewError) {
    if let question = session.question, question.id != view.question {
      view = View(question: question.id, since: now())
      do {
        view.raster = try picture(question)
      } catch {
        view.trouble = "no picture: \(words(error))"
      }
    }
    var lines = ReviewScreen(
      session: session, picture: view.raster, size: device.size, style: style
    ).lines
    if !view.trouble.isEmpty, lines.count > 1 {
      lines[1] = TextLayout.fitted(TextLayout.printable(view.trouble), to: device.size.columns)
    }
    try device.write(style.cursor ? Self.repaint(lines) : lines.joined(separator: "\r\n") + "\r\n")
  }

  /// Alternate screen, hidden cursor, pastes marked as such.
  static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h"
  /// Everything that `enter` changed, changed back.
  static let leave = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"

  /// Overwrites line by line and clears what is left: no flicker, and nothing of the last screen.
  static func repaint(_ lines: [String]) -> String {
    "\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
  }
}
