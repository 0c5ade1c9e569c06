package import Vocabulary

/// A way of spending questions.
package enum ReplayStrategy: Sendable, Equatable {
  /// The product's default: the personalised head and the standard budget.
  case ahunt
  /// The same with a budget that follows each arm's yield.
  case adaptive
  /// Published AHUNT: softmax regression, and only ever the highest interest-weighted probability.
  case exploit
  /// Random questions, the head trained alike: the control that exploiting must beat.
  case random
  /// Only where the head hesitates.
  case uncertainty
  /// Liu, Ting and Zhou's forest over the features; answers change nothing.
  case isolationForest
  /// A stored score; answers change nothing.
  case score(ScoreKind)

  /// Every strategy's name.
  package static let names =
    ["ahunt", "adaptive", "exploit", "random", "uncertainty", "isolation-forest"]
    + ScoreKind.stored.map(\.rawValue)

  /// A strategy by its name; `knn`, which the first versions said, is `neighbour`.
  ///
  /// - Throws: `HuntingError.unknownStrategy` for a name that is not in `names`.
  package init(name: String) throws(HuntingError) {
    switch name {
    case "ahunt": self = .ahunt
    case "adaptive": self = .adaptive
    case "exploit": self = .exploit
    case "random": self = .random
    case "uncertainty": self = .uncertainty
    case "isolation-forest": self = .isolationForest
    default:
      let score = ScoreKind(rawValue: name == "knn" ? "neighbour" : name)
      guard let score, ScoreKind.stored.contains(score) else { throw .unknownStrategy(name: name) }
      self = .score(score)
    }
  }

  /// What it is called.
  package var name: String {
    switch self {
    case .ahunt: "ahunt"
    case .adaptive: "adaptive"
    case .exploit: "exploit"
    case .random: "random"
    case .uncertainty: "uncertainty"
    case .isolationForest: "isolation-forest"
    case .score(let kind): kind.rawValue
    }
  }
}
