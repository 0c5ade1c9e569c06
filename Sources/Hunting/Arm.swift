/// Why a question is asked: each arm spends its share of the budget on another aim.
///
/// A new arm is one case here, one file with its `QueryArm`, and one test file.
package enum Arm: String, CaseIterable, Codable, Sendable, Hashable {
  /// What the head believes this person is looking for.
  case interest
  /// What is unlike everything else, whatever the person likes.
  case novelty
  /// What the head would learn most from.
  case uncertainty
  /// An unbiased draw, to estimate how much there is.
  case random

  /// The arm's rule.
  var strategy: any QueryArm {
    switch self {
    case .interest: InterestArm()
    case .novelty: NoveltyArm()
    case .uncertainty: UncertaintyArm()
    case .random: RandomArm()
    }
  }
}
