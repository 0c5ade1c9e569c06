/// Watches what a semi-supervised training teaches itself, so that it cannot collapse unseen.
///
/// Every epoch it is told how many unlabelled galaxies were looked at, how many of them were
/// believed to be of each class (the accepted pseudo-labels), and what share of the survey the
/// head, which knows nothing of the training, gives to each class. It looks at the last few epochs
/// together.
package struct PseudoLabelMonitor: Sendable, Equatable {
  /// What went wrong.
  package enum Alert: Sendable, Equatable, CustomStringConvertible {
    /// Almost nothing is believed, so that the unlabelled galaxies teach nothing.
    case nothingAccepted(rate: Double, epochs: Int)
    /// One class takes all pseudo-labels.
    case takenOver(by: String, share: Double, expected: Double)
    /// A class gets next to none of them.
    case starved(String, accepted: Int, expected: Double)

    /// The fact with its numbers, as a part of a sentence.
    package var description: String {
      switch self {
      case .nothingAccepted(let rate, let epochs):
        "only \(Self.percent(rate)) of the unlabelled galaxies were believed to be of a class in "
          + "\(epochs) epochs, so they teach nothing"
      case .takenOver(let name, let share, let expected):
        "\(Self.percent(share)) of the pseudo-labels were '\(name)', which the head expects of "
          + "\(Self.percent(expected)) of the survey: the training was agreeing with itself"
      case .starved(let name, let accepted, let expected):
        "'\(name)' got \(accepted) pseudo-labels where the head expects \(Int(expected)): the class "
          + "was being forgotten"
      }
    }

    private static func percent(_ share: Double) -> String {
      let tenths = Int((share * 1_000).rounded())
      return "\(tenths / 10).\(tenths % 10) %"
    }
  }

  /// Epochs looked at together.
  package static let window = 3
  /// Least share of the unlabelled galaxies that has to be accepted.
  package static let leastAccepted = 0.005
  /// A class is starved below this part of what the head expects.
  package static let leastPart = 0.05
  /// A class of which fewer are expected says nothing.
  package static let leastExpected = 20.0

  /// One epoch's counts.
  private struct Epoch: Sendable, Equatable {
    let seen: Int
    let accepted: [Int]
  }

  private let classes: [String]
  private let expected: [Double]
  /// Epochs that are still not looked at.
  private var settling: Int
  private var epochs: [Epoch] = []

  /// - Parameters:
  ///   - expected: share of the survey that the head gives to each class.
  ///   - settling: epochs at the beginning, before the network is sure of anything, that are not
  ///     looked at.
  package init(classes: [String], expected: [Double], settling: Int = 0) {
    precondition(classes.count == expected.count)
    self.classes = classes
    self.settling = settling
    let total = expected.reduce(0, +)
    self.expected = expected.map { total > 0 ? $0 / total : 1 / Double(expected.count) }
  }

  /// Takes in an epoch; what is wrong over the last few, if anything is.
  ///
  /// - Parameter accepted: pseudo-labels of each class.
  package mutating func observe(seen: Int, accepted: [Int]) -> Alert? {
    precondition(accepted.count == classes.count)
    guard settling == 0 else {
      settling -= 1
      return nil
    }
    epochs.append(Epoch(seen: seen, accepted: accepted))
    guard epochs.count >= Self.window else { return nil }
    let recent = epochs.suffix(Self.window)
    let seen = recent.reduce(0) { $0 + $1.seen }
    let counts = classes.indices.map { label in recent.reduce(0) { $0 + $1.accepted[label] } }
    let total = counts.reduce(0, +)
    guard seen > 0 else { return nil }
    let rate = Double(total) / Double(seen)
    if rate < Self.leastAccepted { return .nothingAccepted(rate: rate, epochs: Self.window) }
    for label in classes.indices {
      let others = (1 - expected[label]) * Double(total)
      if others >= Self.leastExpected, Double(total - counts[label]) < Self.leastPart * others {
        return .takenOver(
          by: classes[label], share: Double(counts[label]) / Double(total),
          expected: expected[label])
      }
    }
    for label in classes.indices {
      let due = expected[label] * Double(total)
      if due >= Self.leastExpected, Double(counts[label]) < Self.leastPart * due {
        return .starved(classes[label], accepted: counts[label], expected: due)
      }
    }
    return nil
  }
}
