import Testing

@testable import Hunting

struct HeldOutMonitorTests {
  /// The first alert and the epoch it came in.
  private func first(_ areas: [Double?]) -> (epoch: Int, alert: HeldOutMonitor.Alert)? {
    var monitor = HeldOutMonitor()
    for (epoch, area) in areas.enumerated() {
      if let alert = monitor.observe(auroc: area) { return (epoch + 1, alert) }
    }
    return nil
  }

  @Test func learningIsNoReasonForAnAlert() {
    #expect(first([0.4, 0.5, 0.6, 0.7, 0.65, 0.72, 0.7, 0.68]) == nil)
  }

  @Test func chanceFiresOnceThereWasTime() {
    let found = first([0.5, 0.45, 0.5, 0.48, 0.5, 0.49, 0.5])
    #expect(found?.epoch == 6)
    guard case .chance = found?.alert else {
      Issue.record("no alert of chance")
      return
    }
  }

  @Test func aFallFires() {
    let found = first([0.7, 0.8, 0.8, 0.8, 0.6, 0.55, 0.5])
    #expect(found?.epoch == 7)
    guard case .fallen = found?.alert else {
      Issue.record("no alert of a fall")
      return
    }
  }

  @Test func partsOfOneKindSayNothing() {
    #expect(first([nil, nil, nil, nil, nil, nil, nil]) == nil)
  }
}
