import Foundation
import Review

/// A terminal whose keys are known beforehand and whose screens are kept.
final class ScriptedTerminal: TerminalDevice {
  var keys: [ReviewKey]
  var size: TerminalSize
  let isInteractive: Bool
  private(set) var screens: [String] = []
  private(set) var isStarted = false
  private(set) var stops = 0
  /// Whether to let time pass, where something is awaited, rather than press the next key.
  var waits: (() -> Bool)?
  /// When waiting is given up, so that a test fails and doesn't hang.
  private let deadline = Date(timeIntervalSinceNow: 60)
  /// What it says of itself when it is asked.
  var replies: [String] = []
  private(set) var questions: [String] = []
  /// Called before each key, with the number of keys taken so far.
  var beforeKey: (Int) throws -> Void = { _ in }
  private var taken = 0

  init(_ keys: [ReviewKey], columns: Int = 100, rows: Int = 30, isInteractive: Bool = true) {
    self.keys = keys
    size = TerminalSize(columns: columns, rows: rows)
    self.isInteractive = isInteractive
  }

  convenience init(_ keys: String) { self.init(keys.map { .character($0) }) }

  func start(enter: String, leave: String) { isStarted = true }
  func stop() {
    isStarted = false
    stops += 1
  }
  func write(_ text: String) throws(ReviewError) { screens.append(text) }

  func ask(
    _ question: String, within milliseconds: Int, until isLast: ([UInt8]) -> Bool
  ) throws(ReviewError) -> [[UInt8]] {
    questions.append(question)
    return replies.map { Array($0.utf8) }
  }

  func readKey(within milliseconds: Int?) throws(ReviewError) -> ReviewKey? {
    // What is awaited in the background comes while nobody presses a key.
    if milliseconds != nil, Date() < deadline, waits?() == true {
      usleep(1000)
      return nil
    }
    do { try beforeKey(taken) } catch { throw .terminalFailed(reason: "\(error)") }
    taken += 1
    // A script that is over is an input that has ended.
    return keys.isEmpty ? .endOfInput : keys.removeFirst()
  }
}
