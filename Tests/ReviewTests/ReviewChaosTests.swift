import Foundation
import Review
import Store
import Synchronization
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

  /// No two commits are of the same millisecond, as no two of a person's are.
  private final class Clock: Sendable {
    private let ticks = Mutex(0.0)
    func next() -> Date {
      ticks.withLock { ticks in
        ticks += 1
        return Date(timeIntervalSince1970: 1_700_000_000 + ticks)
      }
    }
  }

  private let clock = Clock()

  @Test(arguments: 1...24)
  func sessionAndStoreAgree(seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let fixture = try ReviewFixture(questions: 12)
    let isSheet = seed % 4 == 0
    var session = try fixture.session(of: "ann", pageSize: isSheet ? 5 : 0)
    let keys: [ReviewKey] =
      "rrrbbbxzs12uuunaeio=?,yf".map { .character($0) }
      + [.enter, .enter, .enter, .backspace, .escape, .control("u"), .redraw, .other, .paste("r")]
      + [.left, .left, .left, .right, .up, .control("r"), .control("r"), .reply(Array("r".utf8))]
    var rows = 0
    for step in 0..<900 {
      // Every now and then the person looks a galaxy up, G12 among them, which was never asked.
      if step % 40 == 39, session.mode == .asking {
        let text = "/G\(Int.random(in: 0...13, using: &generator))"
        for character in text { _ = session.handle(.character(character)) }
        rows += try settle(session.handle(.enter), &session, fixture, &generator)
      }
      let key = keys.randomElement(using: &generator) ?? .other
      // Control-U while a question is asked is undo; leaving is left to the end.
      rows += try settle(session.handle(key), &session, fixture, &generator)
      #expect(session.pending == nil && session.seeking == nil)
      if session.end != nil {
        // Another evening: what is left is asked, what was done can be taken back.
        try compare(session, rows: rows, fixture)
        let tally = session.tally
        session = try fixture.session(of: "ann", pageSize: isSheet ? 5 : 0)
        if session.end != nil { return }
        #expect(session.tally.remaining == tally.remaining)
        #expect(session.tally.answered + session.tally.skipped == 0)
      }
    }
    try compare(session, rows: rows, fixture)
    #expect(rows > 0)
  }

  /// Carries effects out; gives how many rows of the log were written.
  private func settle(
    _ effects: [ReviewEffect], _ session: inout ReviewSession, _ fixture: ReviewFixture,
    _ generator: inout Generator
  ) throws -> Int {
    let recorder = fixture.recorder(now: clock.next)
    var queue = effects
    var rows = 0
    while !queue.isEmpty {
      switch queue.removeFirst() {
      case .draw, .end: break
      case .seek(let sought):
        do { queue += session.found(try recorder.question(sought)) } catch {
          queue += session.notFound("\(error)")
        }
      case .commit(let commit):
        // A commit fails now and then, before anything is written.
        if Int.random(in: 0..<8, using: &generator) == 0 {
          queue += session.failed("\(Refusal())")
          continue
        }
        do {
          let receipt = try recorder.record(commit, dwell: 1)
          queue += session.committed(receipt)
          switch commit {
          case .answer, .answerNew, .skip: rows += 1
          case .change, .changeNew, .swap: rows += 2
          case .undo(let entries), .redo(let entries): rows += entries.count
          case .page(let answers): rows += answers.count
          case .addClass, .removeClass, .flag, .note: break
          }
        } catch {
          queue += session.failed("\(error)")
        }
      }
    }
    return rows
  }

  private func compare(_ session: ReviewSession, rows: Int, _ fixture: ReviewFixture) throws {
    let status = try fixture.store.status(hunt: fixture.hunt.id)
    #expect(try fixture.store.answerHistory(hunt: fixture.hunt.id).count == rows)
    let standing = session.history.standing
    #expect(status.openQuestions == session.tally.remaining)
    #expect(status.answers == Set(standing.filter { $0.label != nil }.map(\.galaxy)).count)
    let stored = Dictionary(uniqueKeysWithValues: status.classes.map { ($0.name, $0.answers) })
    let shown = Dictionary(uniqueKeysWithValues: session.classes.map { ($0.name, $0.answers) })
    #expect(stored == shown)
    // Coming back later shows the very questions that are left, and knows what can be taken back.
    let again = try fixture.session(of: "ann")
    #expect(Set(again.questions.map(\.id)) == Set(session.questions.map(\.id)))
    func said(_ entries: [ReviewEntry]) -> [String] {
      entries.map { "\($0.id) \($0.galaxy) \($0.question ?? 0) \($0.label ?? 0)" }
    }
    #expect(said(again.history.standing) == said(standing))
    #expect(said(again.history.takenBack) == said(session.history.takenBack))
    #expect(said(again.history.undoable) == said(session.history.undoable))
    #expect(said(again.history.redoable) == said(session.history.redoable))
  }
}
