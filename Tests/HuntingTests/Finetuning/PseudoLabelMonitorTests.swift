import Testing

@testable import Hunting

struct PseudoLabelMonitorTests {
  private func monitor() -> PseudoLabelMonitor {
    PseudoLabelMonitor(classes: ["boring", "ring", "arc"], expected: [7, 2, 1])
  }

  /// The alert after so many epochs alike.
  private func alert(
    _ seen: Int, _ accepted: [Int], epochs: Int = 3
  ) -> PseudoLabelMonitor.Alert? {
    var monitor = monitor()
    var last: PseudoLabelMonitor.Alert?
    for _ in 0..<epochs { last = monitor.observe(seen: seen, accepted: accepted) }
    return last
  }

  @Test func whatTheHeadExpectsIsNoReasonForAnAlert() {
    #expect(alert(1_000, [350, 100, 50]) == nil)
    // Classes may be harder than others without being forgotten.
    #expect(alert(1_000, [450, 30, 20]) == nil)
  }

  @Test func nothingAcceptedFires() {
    #expect(alert(1_000, [3, 0, 0]) == .nothingAccepted(rate: 0.003, epochs: 3))
    #expect(alert(1_000, [0, 0, 0]) == .nothingAccepted(rate: 0, epochs: 3))
  }

  @Test func oneClassTakingAllFires() {
    #expect(alert(1_000, [995, 3, 2]) == .takenOver(by: "boring", share: 0.995, expected: 0.7))
    #expect(alert(1_000, [2, 498, 0]) == .takenOver(by: "ring", share: 0.996, expected: 0.2))
  }

  @Test func aStarvedClassFires() throws {
    let found = try #require(alert(1_000, [400, 98, 2]))
    guard case .starved("arc", 6, let expected) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(abs(expected - 150) < 1e-9)
    #expect("\(found)".contains("'arc' got 6 pseudo-labels where the head expects 150"))
  }

  @Test func aClassOfWhichFewAreExpectedDoesNot() {
    // 18 arcs are expected of 180 accepted in three epochs.
    #expect(alert(1_000, [48, 12, 0]) == nil)
  }

  @Test func theFirstEpochsMayBeLeftOut() {
    var monitor = PseudoLabelMonitor(classes: ["a", "b"], expected: [1, 1], settling: 2)
    for _ in 0..<4 { #expect(monitor.observe(seen: 100, accepted: [0, 0]) == nil) }
    #expect(monitor.observe(seen: 100, accepted: [0, 0]) != nil)
  }

  @Test func itTakesThreeEpochs() {
    #expect(alert(1_000, [0, 0, 0], epochs: 2) == nil)
    var monitor = monitor()
    let good = [350, 100, 50]
    let bad = [500, 100, 0]
    for accepted in [bad, bad, good] {
      #expect(monitor.observe(seen: 1_000, accepted: accepted) == nil)
    }
    #expect(monitor.observe(seen: 1_000, accepted: bad) == nil)
    #expect(monitor.observe(seen: 1_000, accepted: bad) == nil)
    #expect(monitor.observe(seen: 1_000, accepted: bad) != nil)
  }
}
