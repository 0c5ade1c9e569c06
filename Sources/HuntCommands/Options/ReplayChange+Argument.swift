import ArgumentParser
import Hunting

extension ReplayChange {
  /// Reads `3:name=multiple`, `1:merge=ring,multiple`, `6:split=multiple` or `4:weigh=ring,2`.
  ///
  /// - Parameter argument: What was given for the option `--change`.
  init(argument: String) throws(ValidationError) {
    let halves = argument.split(separator: ":", maxSplits: 1)
    let parts = halves.last?.split(separator: "=", maxSplits: 1) ?? []
    guard halves.count == 2, parts.count == 2, let round = Int(halves[0]), round > 0 else {
      throw Self.malformed(argument)
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
        throw Self.malformed(argument)
      }
      self.init(round: round, .weigh(words[0], interest: interest))
    default: throw Self.malformed(argument)
    }
  }

  private static func malformed(_ argument: String) -> ValidationError {
    ValidationError(
      "'\(argument)' is not a change: write ROUND:name=CLASS, ROUND:merge=CLASS,CLASS, "
        + "ROUND:split=CLASS or ROUND:weigh=CLASS,INTEREST.")
  }
}
