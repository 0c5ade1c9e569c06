import Evaluation

/// One interval in one situation: tests that are drawn again and again, and the truth that they estimate.
struct Simulation: Sendable {
  /// What the interval is of.
  let measure: String
  /// What is drawn, in words.
  let situation: String
  /// How many times fewer draws it gets, where one takes long or says several things.
  let cost: Int
  /// Intervals of one draw; several where a draw says several things, nil where none is given.
  let draw: @Sendable (inout SeededGenerator) -> [(interval: Interval?, truth: Double)]

  /// A draw that says one thing.
  init(
    _ measure: String, _ situation: String, truth: Double, cost: Int = 1,
    draw: @escaping @Sendable (inout SeededGenerator) -> Interval?
  ) {
    self.measure = measure
    self.situation = situation
    self.cost = cost
    self.draw = { [(draw(&$0), truth)] }
  }

  /// A draw that says several things at once.
  init(
    _ measure: String, _ situation: String, cost: Int = 1,
    draws: @escaping @Sendable (inout SeededGenerator) -> [(interval: Interval?, truth: Double)]
  ) {
    self.measure = measure
    self.situation = situation
    self.cost = cost
    draw = draws
  }
}

/// How often the intervals of a simulation held the truth.
struct Coverage {
  private(set) var drawn = 0
  private(set) var given = 0
  private(set) var below = 0
  private(set) var above = 0
  private var widths = 0.0

  /// Draws of a simulation, decided by the seed.
  init(_ simulation: Simulation, trials: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<max(1, trials / simulation.cost) {
      for (interval, truth) in simulation.draw(&generator) {
        drawn += 1
        guard let interval else { continue }
        given += 1
        // What rounding of the last digits does is no miss.
        if truth < interval.lower - 1e-12 { below += 1 }
        if truth > interval.upper + 1e-12 { above += 1 }
        widths += interval.upper - interval.lower
      }
    }
  }

  /// Mean width.
  var width: Double { widths / Double(given) }
}
