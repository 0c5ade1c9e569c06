import Foundation
import Vocabulary

/// How far a long job is: one redrawn line on a terminal, a plain line every second elsewhere.
final class ProgressLine: @unchecked Sendable {
  // Jobs report from several threads; `lock` guards every variable below.

  /// How the line is drawn.
  enum Style: Sendable {
    /// Over and over in place, with a carriage return and a clear to the end.
    case redrawn
    /// As separate lines, at most one a second.
    case plain
    /// Not at all.
    case none
  }

  private let title: String
  private let unit: String
  private let style: Style
  private let stream: any TextStream
  private let seconds: @Sendable () -> Double
  private let start: Double
  private let lock = NSLock()
  private var total: Int?
  private var done = 0
  private var remark = ""
  private var base = 0
  private var note = ""
  private var lastDrawn = -Double.infinity
  private var isFinished = false

  /// A line for `total` items, or for an unknown number.
  init(
    title: String, unit: String, total: Int?, style: Style, stream: any TextStream,
    seconds: @escaping @Sendable () -> Double
  ) {
    self.title = title
    self.unit = unit
    self.total = total
    self.style = style
    self.stream = stream
    self.seconds = seconds
    start = seconds()
    // A plain log begins a second in, so that a quick job leaves one line and not two.
    lastDrawn = style == .plain ? start : -Double.infinity
  }

  /// Seconds since it began.
  var elapsed: Double { seconds() - start }

  /// Marks items that an earlier run has done, so that they don't count in the rate.
  func begin(at done: Int) {
    lock.withLock {
      base = done
      self.done = done
    }
  }

  /// Items done so far, of how many where that is known only now, and a few words on how it goes.
  func update(_ done: Int, of total: Int? = nil, note: String = "") {
    lock.withLock {
      self.done = done
      self.total = total ?? self.total
      self.note = note
      draw(interval: style == .redrawn ? 0.1 : 1)
    }
  }

  /// Words that stay at the end of the line from now on (the latest loss, say).
  func remark(_ words: String) {
    lock.withLock { remark = words }
  }

  /// `count` more items done.
  func advance(by count: Int) {
    lock.withLock {
      done += count
      draw(interval: style == .redrawn ? 0.1 : 1)
    }
  }

  /// The last state, and the end of the line.
  func finish() {
    lock.withLock {
      guard !isFinished else { return }
      draw(interval: 0, isLast: true)
      isFinished = true
    }
  }

  private func draw(interval: Double, isLast: Bool = false) {
    let now = seconds()
    guard style != .none, !isFinished, now - lastDrawn >= interval else { return }
    // The last plain line is the one that `finish` writes.
    if style == .plain, !isLast, let total, done >= total { return }
    lastDrawn = now
    let text = line(after: now - start, isLast: isLast)
    switch style {
    case .redrawn: stream.redraw(text, isLast: isLast)
    // How far a job is may be lost: the job goes on.
    case .plain: try? stream.write(text + "\n")
    case .none: break
    }
  }

  private func line(after elapsed: Double, isLast: Bool) -> String {
    var parts = [title]
    if let total, total > 0 {
      let share = Double(done) / Double(total)
      if style == .redrawn { parts.append(Self.bar(share)) }
      parts.append("\(Figures.count(done)) of \(Figures.count(total)) \(unit)")
    } else {
      parts.append("\(Figures.count(done)) \(unit)")
    }
    let rate = elapsed > 0 ? Double(done - base) / elapsed : 0
    if rate > 0 { parts.append("\(Figures.rate(rate))/s") }
    if isLast {
      parts.append("in \(Figures.duration(elapsed))")
    } else if let total, rate > 0, done < total {
      parts.append("\(Figures.duration(Double(total - done) / rate)) left")
    }
    parts += [note, remark].filter { !$0.isEmpty }
    return parts.joined(separator: "  ")
  }

  /// Twenty columns, filled from the left in eighths.
  private static func bar(_ share: Double) -> String {
    let eighths = Int((min(1, max(0, share)) * 160).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let filled = String(repeating: "█", count: eighths / 8) + partial
    return "▕" + filled + String(repeating: " ", count: 20 - filled.count) + "▏"
  }
}
