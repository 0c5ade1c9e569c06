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

  /// Reads `3:name=multiple`, `1:merge=ring,multiple`, `6:split=multiple` or `4:weigh=ring,2`.
  package init(argument: String) throws(HuntingError) {
    let halves = argument.split(separator: ":", maxSplits: 1)
    let parts = halves.last?.split(separator: "=", maxSplits: 1) ?? []
    guard halves.count == 2, parts.count == 2, let round = Int(halves[0]), round > 0 else {
      throw .malformedChange(text: argument)
    }
    let words = parts[1].split(separator: ",").map { word in
      String(word.drop { $0 == " " })
    }
    switch (parts[0], words.count) {
    case ("name", 1): self.init(round: round, .name(words[0]))
    case ("split", 1): self.init(round: round, .split(words[0]))
    case ("merge", 2): self.init(round: round, .merge(words[0], into: words[1]))
    case ("weigh", 2):
      guard let interest = Double(words[1]), interest.isFinite, interest >= 0 else {
        throw .malformedChange(text: argument)
      }
      self.init(round: round, .weigh(words[0], interest: interest))
    default: throw .malformedChange(text: argument)
    }
  }
}
