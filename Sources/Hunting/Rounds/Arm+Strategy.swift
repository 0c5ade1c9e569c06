internal import Vocabulary

extension Arm {
  /// The arm's rule.
  ///
  /// A new arm is one case of `Arm`, one file with its `QueryArm`, and one test file.
  var strategy: any QueryArm {
    switch self {
    case .interest: InterestArm()
    case .novelty: NoveltyArm()
    case .uncertainty: UncertaintyArm()
    case .random: RandomArm()
    }
  }
}
