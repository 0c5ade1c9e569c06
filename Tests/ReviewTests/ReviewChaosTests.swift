import Review
import Store
import Testing
import Vocabulary

/// Random keys on a real store: what the session counts is what the store holds.
@Suite struct ReviewChaosTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // SplitMix64 (Steele, Lea, Flood 2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private struct Refusal: Error {}

  @Test(arguments: 1...12)
  func sessionAndStoreAgree(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let fixture = try ReviewFixture(questions: 12)
    let recorder = fixture.recorder()
    var session = try fixture.session()
    let keys: [ReviewKey] =
      "rrrbbbxzs12uuunaeio=?,".map { .character($0) }
      + [.enter, .enter, .enter, .backspace, .escape, .clearLine, .redraw, .other, .paste("r")]
    var committed = 0
    for _ in 0..<600 {
      var queue = session.handle(keys.randomElement(using: &generator) ?? .other)
      while !queue.isEmpty {
        guard case .commit(let commit) = queue.removeFirst() else { continue }
        // A commit fails now and then, before anything is written.
        if Int.random(in: 0..<8, using: &generator) == 0 {
          queue += session.failed("\(Refusal())")
        } else {
          do {
            queue += session.committed(try recorder.record(commit, dwell: 1))
            committed += 1
          } catch {
            queue += session.failed("\(error)")
          }
        }
      }
      #expect(session.pending == nil)
      if session.end != nil { break }
    }
    let tally = session.tally
    let status = try fixture.store.status(hunt: fixture.hunt.id)
    let history = try fixture.store.answerHistory(hunt: fixture.hunt.id)
    #expect(committed > 0)
    #expect(history.count == committed)
    #expect(history.count { $0.kind == .retraction } == tally.undone)
    #expect(committed == tally.answered + tally.skipped + 2 * tally.undone)
    #expect(status.answers == tally.answered && status.skipped == tally.skipped)
    #expect(status.openQuestions == tally.remaining)
    #expect(tally.answered + tally.skipped + tally.remaining == 12)
    let stored = Dictionary(uniqueKeysWithValues: status.classes.map { ($0.name, $0.answers) })
    let shown = Dictionary(uniqueKeysWithValues: session.classes.map { ($0.name, $0.answers) })
    #expect(stored == shown)
    // Coming back later shows the very questions that are left.
    let left = try fixture.session().questions.map(\.objectID)
    #expect(left.count == tally.remaining)
    if session.mode == .asking { #expect(left.contains(session.question?.objectID ?? "")) }
  }
}
