/// Counts images and time spent learning, and tells the observer of it twenty times a second.
struct StepNews {
  private let observer: ((TrainingEvent) -> Void)?
  private let steps: Int
  private let epochs: Int
  private var images = 0
  private var seconds = 0.0
  private var begin = ContinuousClock.now
  private var lastTold = -Double.infinity

  init(_ observer: ((TrainingEvent) -> Void)?, steps: Int, epochs: Int) {
    self.observer = observer
    self.steps = steps
    self.epochs = epochs
  }

  /// Images a second so far, without validation.
  var imagesPerSecond: Double { Double(images) / max(seconds, 1e-9) }

  /// Starts the clock.
  mutating func resume() { begin = .now }

  /// Stops the clock.
  mutating func pause() { seconds += begin.secondsToNow }

  /// One step more is done, the last one of all always being told.
  mutating func tell(_ step: Int, images count: Int, epoch: Int) {
    images += count
    guard let observer else { return }
    let now = seconds + begin.secondsToNow
    guard now - lastTold >= 0.05 || step == steps else { return }
    lastTold = now
    observer(
      .step(
        step, of: steps, epoch: epoch, epochs: epochs,
        imagesPerSecond: Double(images) / max(now, 1e-9)))
  }
}

extension ContinuousClock.Instant {
  /// Seconds since this instant.
  var secondsToNow: Double {
    let passed = duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
  }
}
