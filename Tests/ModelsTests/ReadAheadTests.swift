import Foundation
import Testing

@testable import Models

@Suite struct ReadAheadTests {
  private func numbers(_ bytes: UnsafeRawBufferPointer) -> [Int] {
    stride(from: 0, to: bytes.count, by: 768).map { Int(bytes[$0]) + 256 * Int(bytes[$0 + 1]) }
  }

  @Test(arguments: [1, 3])
  func answersRequestsInOrderWhicheverThreadIsFaster(_ buffers: Int) throws {
    let requests = [[5, 1, 900], [2], [], [999, 0]]
    for (reading, using) in [(0.0, 0.0), (0.01, 0), (0, 0.01)] {
      let source = WatchedCutouts(numberedCutouts(1000)) { _ in reading }
      let reader = ReadAhead(source, capacity: 3, buffers: buffers) {
        $0 < requests.count ? requests[$0] : nil
      }
      var answers: [[Int]] = []
      while let answer = try reader.next({ wanted, bytes in
        Thread.sleep(forTimeInterval: using)
        #expect(numbers(bytes) == wanted)
        return wanted
      }) { answers.append(answer) }
      #expect(answers == requests)
      #expect(try reader.next { $0.count + $1.count } == nil)
    }
  }

  @Test func whatWasReadBeforeAFailureStillComes() throws {
    let source = WatchedCutouts(numberedCutouts(10), failing: 4)
    let reader = ReadAhead(source, capacity: 2, buffers: 4) { $0 < 5 ? [$0 * 2, $0 * 2 + 1] : nil }
    #expect(try reader.next { wanted, _ in wanted } == [0, 1])
    #expect(try reader.next { wanted, _ in wanted } == [2, 3])
    #expect(throws: WatchedCutouts.Failure.self) { try reader.next { wanted, _ in wanted } }
  }

  @Test func closingEndsTheReadingAndLetsGoOfTheSource() throws {
    weak var gone: WatchedCutouts?
    do {
      let source = WatchedCutouts(numberedCutouts(600)) { _ in 0.005 }
      gone = source
      // Endless requests of several groups: the thread is in the middle of one at any time.
      let reader = ReadAhead(source, capacity: 600) { _ in Array(0..<600) }
      #expect(try reader.next { wanted, _ in wanted.count } == 600)
      reader.close()
      let begun = source.reads.begun
      #expect(source.reads.going == 0)
      Thread.sleep(forTimeInterval: 0.05)
      #expect(source.reads.begun == begun)
      reader.close()
    }
    // The thread's last breath comes after it has said that it is done.
    for _ in 0..<200 where gone != nil { Thread.sleep(forTimeInterval: 0.01) }
    #expect(gone == nil)
  }

  @Test func aReaderThatIsForgottenEndsToo() throws {
    let source = WatchedCutouts(numberedCutouts(4))
    do { _ = ReadAhead(source, capacity: 4) { _ in [0, 1, 2, 3] } }
    let begun = source.reads.begun
    Thread.sleep(forTimeInterval: 0.05)
    #expect(source.reads.begun == begun && source.reads.going == 0)
  }

  @Test func waitingCanBeBrokenOff() {
    let source = WatchedCutouts(numberedCutouts(2)) { _ in 0.5 }
    let reader = ReadAhead(source, capacity: 1) { _ in [0] }
    #expect(throws: ModelError.interrupted) {
      try reader.next(isCancelled: { true }) { wanted, _ in wanted }
    }
  }

  @Test func missingPixelsBecomeZero() throws {
    var values = (0..<768).map { Float($0) - 300 }
    values[3] = .nan
    values[500] = .infinity
    values[501] = -.infinity
    let reader = ReadAhead(CutoutSet(size: 16, values: values), capacity: 1) {
      $0 == 0 ? [0] : nil
    }
    let read = try reader.next { _, bytes in Array(bytes.bindMemory(to: Float.self)) }
    for place in [3, 500, 501] { values[place] = 0 }
    #expect(read == values)
  }
}
