/// Every interval that a report shows.
extension Simulation {
  static let all: [Simulation] =
    curves + macroAreas + bands + thresholds + shares + calibration + people + pairs + replays
}
