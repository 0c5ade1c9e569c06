/// The protocol of a replayed hunt: so many rounds of so many questions, over a pool that is there
/// from the start or arrives round by round.
package struct ReplaySettings: Sendable, Equatable, Codable {
  /// What the simulated person calls a galaxy.
  package enum Oracle: String, Sendable, Codable {
    /// The catalog's own class.
    case className
    /// Only whether it is hunted: the anomaly's class, or `boring`.
    case interestOnly
  }

  /// A setting that may be out of range, in the words of an error.
  package enum Setting: String, Sendable, Equatable {
    case rounds
    case size = "questions per round"
    case priorLabels = "prior labels"
    case arrivals
    /// The share to which hunted galaxies are thinned.
    case anomalyRate = "thinned anomalies"
  }

  /// Batches of questions.
  package var rounds: Int
  /// Questions a batch.
  package var size: Int
  /// Randomly chosen galaxies that are answered before the first round.
  package var priorLabels: Int
  /// Classes that those are chosen from; empty for any.
  package var priorClasses: [String]
  /// Galaxies that a round adds to what may be asked, as nights add to a survey; nil for all at once.
  package var arrivals: Int?
  /// How much the simulated person says.
  package var oracle: Oracle
  /// The head that every learning strategy shares.
  package var head: HeadSettings
  /// The mix of the strategy `.ahunt`, and the one that `.adaptive` starts from.
  package var budget: QueryBudget
  /// What the person changes about their classes as the hunt goes on.
  package var changes: [ReplayChange]

  /// Ten rounds of twenty questions unless told otherwise.
  package init(
    rounds: Int = 10, size: Int = 20, priorLabels: Int = 0,
    priorClasses: [String] = [], arrivals: Int? = nil, oracle: Oracle = .className,
    head: HeadSettings = HeadSettings(), budget: QueryBudget = .standard,
    changes: [ReplayChange] = []
  ) {
    self.rounds = rounds
    self.size = size
    self.priorLabels = priorLabels
    self.priorClasses = priorClasses
    self.arrivals = arrivals
    self.oracle = oracle
    self.head = head
    self.budget = budget
    self.changes = changes
  }

  func validate() throws(HuntingError) {
    guard rounds > 0 else {
      throw .invalidReplay(setting: .rounds, reason: "a replay has at least one")
    }
    guard size > 0 else {
      throw .invalidReplay(setting: .size, reason: "a round asks at least one question")
    }
    guard priorLabels >= 0 else {
      throw .invalidReplay(setting: .priorLabels, reason: "it is zero or more")
    }
    guard arrivals.map({ $0 >= size }) ?? true else {
      throw .invalidReplay(
        setting: .arrivals,
        reason: "a round asks \(size) questions, so as many galaxies must arrive")
    }
  }
}
