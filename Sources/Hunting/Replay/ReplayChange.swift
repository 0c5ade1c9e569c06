/// What the person of a replayed hunt changes about their classes in the midst of it.
package struct ReplayChange: Sendable, Equatable, Codable {
  /// What is changed.
  package enum Kind: Sendable, Equatable, Codable {
    /// A known class gets a name of its own; before, its galaxies were called boring.
    case name(String)
    /// The second word takes the first one's place; where nobody used it, that renames the first.
    case merge(String, into: String)
    /// A word gives way to the known classes behind it, answers already given included.
    case split(String)
    /// How much a word interests from then on.
    case weigh(String, interest: Double)
  }

  /// The round before which it happens, from 1.
  package let round: Int
  /// What is changed.
  package let kind: Kind

  /// A change before a round.
  package init(round: Int, _ kind: Kind) {
    self.round = round
    self.kind = kind
  }
}
