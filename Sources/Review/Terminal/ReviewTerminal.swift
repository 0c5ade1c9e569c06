package import Foundation
package import Imaging
package import Vocabulary

/// Runs a session at a terminal: every answer is written before the next picture is drawn.
package struct ReviewTerminal {
  private let device: any TerminalDevice
  private let style: TerminalStyle
  private let setting: ReviewDisplay.Setting
  private let guide: any ReviewGuide
  private let records: any ReviewRecords
  private let leases: (any ReviewLeases)?
  private let notes: ReviewNotes
  private let now: () -> Date
  private let words: (any Error) -> String

  /// A review on `device`.
  ///
  /// - Parameters:
  ///   - style: What the terminal may be sent.
  ///   - setting: How pictures are wanted, and what the display has to know of the world.
  ///   - guide: What there is to see of a galaxy, and what the head makes of it.
  ///   - records: Where answers go.
  ///   - leases: What keeps other sessions from the same questions; nil where there are none.
  ///   - notes: What other parts of the program say meanwhile.
  ///   - now: The clock.
  ///   - words: What the person is told of an error; its own description unless told otherwise.
  package init(
    device: any TerminalDevice, style: TerminalStyle,
    setting: ReviewDisplay.Setting = .init(), guide: any ReviewGuide,
    records: any ReviewRecords, leases: (any ReviewLeases)? = nil,
    notes: ReviewNotes = ReviewNotes(), now: @escaping () -> Date = { Date() },
    words: @escaping (any Error) -> String = { "\($0)" }
  ) {
    self.device = device
    self.style = style
    self.setting = setting
    self.guide = guide
    self.records = records
    self.leases = leases
    self.notes = notes
    self.now = now
    self.words = words
  }

  /// A review that shows one picture of each galaxy.
  ///
  /// - Parameters:
  ///   - picture: The pixels of a question's galaxy.
  ///   - record: Makes a commit durable, given the seconds that the picture was looked at.
  package init(
    device: any TerminalDevice, style: TerminalStyle,
    picture: @escaping @Sendable (Question) throws -> Raster,
    record: @escaping (ReviewCommit, Double?) throws -> ReviewReceipt,
    now: @escaping () -> Date = { Date() },
    words: @escaping (any Error) -> String = { "\($0)" }
  ) {
    self.init(
      device: device, style: style, guide: PlainGuide(cutout: picture),
      records: PlainRecords(record: record), now: now, words: words)
  }

  /// Asks until every question is answered or the person leaves; returns the session as it ended.
  package func run(_ session: ReviewSession) throws(ReviewError) -> ReviewSession {
    guard device.isInteractive else { throw .noTerminal }
    guard session.end == nil else { return session }
    let display = ReviewDisplay(device: device, style: style, setting: setting)
    let loop = ReviewLoop(
      session, device: device, display: display, guide: guide, records: records, leases: leases,
      notes: notes, now: now, words: words)
    // Nothing may read the hunt any more once this returns.
    defer { loop.close() }
    // The terminal is given back whatever ended the review.
    defer { display.close() }
    try display.open()
    notes.begin(loop.tell)
    defer { notes.end() }
    try loop.run()
    return loop.session
  }
}

/// Records through a closure, where nothing can be looked up.
private struct PlainRecords: ReviewRecords {
  let record: (ReviewCommit, Double?) throws -> ReviewReceipt

  func record(_ commit: ReviewCommit, dwell: Double?) throws -> ReviewReceipt {
    try record(commit, dwell)
  }

  func question(_ sought: ReviewSought) throws -> Question {
    throw ReviewError.notFound
  }
}
