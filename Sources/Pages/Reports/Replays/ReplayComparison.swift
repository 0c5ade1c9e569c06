package import Evaluation

/// What hunts for a class of the catalog would have found, strategy by strategy.
package struct ReplayComparison: Sendable {
  /// Where a strategy's hunts stand after so many labels: means with 95% intervals.
  package struct Point: Sendable {
    /// Labels spent.
    package let labels: Int
    /// Anomalies among the answers.
    package let found: Interval
    /// The same for each hunted class.
    package let foundOfEach: [String: Interval]
    /// Everything else that has a value.
    package let measures: [ReplayMeasure: Interval]

    /// Means over hunts after so many labels.
    package init(
      labels: Int, found: Interval, foundOfEach: [String: Interval],
      measures: [ReplayMeasure: Interval]
    ) {
      self.labels = labels
      self.found = found
      self.foundOfEach = foundOfEach
      self.measures = measures
    }
  }

  /// One strategy's hunts.
  package struct Strategy: Sendable {
    /// The name it has on the command line.
    package let name: String
    /// One point a round.
    package let points: [Point]
    /// How much more than the first strategy's each number is in the end, hunt by hunt; nil for the first
    /// strategy, and where it is not known.
    package let differences: Point?
    /// Seconds a round takes.
    package let seconds: Double

    /// Hunts by one strategy.
    package init(name: String, points: [Point], differences: Point?, seconds: Double) {
      self.name = name
      self.points = points
      self.differences = differences
      self.seconds = seconds
    }
  }

  /// The hunted classes.
  package let anomaly: [String]
  /// Galaxies of the hunted classes.
  package let anomalies: Int
  /// All galaxies.
  package let galaxies: Int
  /// Hunts a strategy.
  package let repeats: Int
  /// What the hunts had agreed on, in words.
  package let protocolWords: String
  /// The strategies, in the order of their colours.
  package let strategies: [Strategy]

  /// A comparison of strategies on one hunt.
  package init(
    anomaly: [String], anomalies: Int, galaxies: Int, repeats: Int, protocolWords: String,
    strategies: [Strategy]
  ) {
    self.anomaly = anomaly
    self.anomalies = anomalies
    self.galaxies = galaxies
    self.repeats = repeats
    self.protocolWords = protocolWords
    self.strategies = strategies
  }
}
