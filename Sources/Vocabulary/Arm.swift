/// Why a question is asked: each arm spends its share of a round on another aim.
public enum Arm: String, CaseIterable, Codable, Sendable, Hashable {
  /// What the head believes this person is looking for.
  case interest
  /// What is unlike everything asked so far, whatever the person likes.
  case novelty
  /// What the head would learn most from.
  case uncertainty
  /// An unbiased draw, to estimate how much there is.
  case random
}
