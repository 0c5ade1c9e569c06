import Foundation

/// What the threads of one writing have done; a lock keeps it whole.
final class SurveyLedger: @unchecked Sendable {
  struct Row {
    let label: String
    let line: String
  }

  private let lock = NSLock()
  private let progress: @Sendable (Int) -> Void
  private var parts: [Int: [Row]] = [:]
  private var done = 0
  private var error: SimulationError?

  init(progress: @escaping @Sendable (Int) -> Void) { self.progress = progress }

  var failure: SimulationError? { lock.withLock { error } }

  func fail(_ error: SimulationError) {
    lock.withLock { if self.error == nil { self.error = error } }
  }

  func enter(_ rows: [Row], part: Int) {
    lock.withLock {
      parts[part] = rows
      done += rows.count
      progress(done)
    }
  }

  var classes: [String: Int] {
    lock.withLock {
      parts.values.joined().reduce(into: [:]) { counts, row in counts[row.label, default: 0] += 1 }
    }
  }

  /// The catalog's text, rows in the order of their index.
  func table(header: String) -> String {
    lock.withLock {
      let rows = parts.keys.sorted().flatMap { parts[$0] ?? [] }
      return ([header] + rows.map(\.line)).joined(separator: "\n") + "\n"
    }
  }
}
