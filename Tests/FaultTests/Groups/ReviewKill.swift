import Evaluation
import Foundation
import TestSupport

/// A person answers at a terminal when the program is killed: what the screen counted is kept.
struct ReviewKill {
  func run(_ random: inout SeededGenerator, in world: FaultWorld) throws -> Outcome {
    let reference = try world.hunt(.small)
    let place = try reference.copy()
    let asked = reference.asked
    let keys = Int.random(in: 0..<asked.count, using: &random)
    let signal = [SIGKILL, SIGKILL, SIGTERM, SIGHUP, SIGINT].randomElement(using: &random)!
    let pause = UInt32.random(in: 0..<40_000, using: &random)
    let what = "a review at a terminal, \(keys) answers seen, one more key, signal \(signal)"
    guard let terminal = try? WatchedTerminal() else {
      return Outcome(what: what, verdict: .skipped("there is no pseudo-terminal"))
    }
    var launch = place.launch(["review", "--annotator", "person"])
    launch.terminal = terminal
    let running = try launch.start()
    func wait(for words: String) -> Bool {
      while running.isRunning, running.seconds < launch.patience {
        if String(decoding: terminal.screen, as: UTF8.self).contains(words) { return true }
        usleep(2000)
      }
      return false
    }
    for count in 0...keys {
      guard wait(for: "\(count) answered") else {
        running.send(SIGKILL)
        let ending = try running.wait()
        return Outcome(
          what: what, verdict: .wrong("answer \(count) is never confirmed: \(ending.sentence)"))
      }
      terminal.type("o")
    }
    usleep(pause)
    running.send(signal)
    let ending = try running.wait()
    if let fault = ending.fault(isOnTerminal: true) {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    if let problem = try place.file.problems().first {
      return Outcome(what: what, verdict: .wrong("left damaged: \(problem)"))
    }
    let answered = try place.file.answered(by: "person")
    // The first is the round's first; then the order follows what the head has learned, if it was in time.
    guard answered.isEmpty || answered[0] == asked[0], Set(answered).isSubset(of: asked),
      Set(answered).count == answered.count,
      answered.count == keys || answered.count == keys + 1
    else {
      return Outcome(
        what: what, verdict: .wrong("\(keys) answers were confirmed, and kept are \(answered)"))
    }
    if let fault = try undoAndRedo(answered, in: place) {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    return Outcome(what: what, verdict: .survived)
  }

  /// In another review all of it is taken back and answered again; what is wrong with that.
  private func undoAndRedo(_ answered: [String], in place: Workplace) throws -> String? {
    guard !answered.isEmpty, let terminal = try? WatchedTerminal() else { return nil }
    var launch = place.launch(["review", "--annotator", "person"])
    launch.terminal = terminal
    let running = try launch.start()
    func press(_ key: String, until words: String) -> Bool {
      let before = terminal.screen.count
      terminal.type(key)
      while running.isRunning, running.seconds < launch.patience {
        let new = terminal.screen.dropFirst(before)
        if String(decoding: new, as: UTF8.self).contains(words) { return true }
        usleep(2000)
      }
      return false
    }
    // Either nothing is answered yet, or nothing is open and the last answer can be taken back.
    guard press("", until: "answer") else {
      return "another review does not begin: \(try running.wait().sentence)"
    }
    for objectID in answered.reversed() where !press("u", until: "took back \(objectID)") {
      running.send(SIGKILL)
      return "\(objectID) is not taken back in another review: \(try running.wait().sentence)"
    }
    guard try place.file.standing(of: "person").isEmpty else {
      running.send(SIGKILL)
      _ = try running.wait()
      return "what was taken back still stands"
    }
    for objectID in answered where !press("\u{12}", until: "again \(objectID)") {
      running.send(SIGKILL)
      return "\(objectID) is not answered again: \(try running.wait().sentence)"
    }
    running.send(SIGKILL)
    _ = try running.wait()
    let again = try place.file.standing(of: "person")
    return again == answered ? nil : "\(answered) were taken back and redone, and \(again) stand"
  }
}
