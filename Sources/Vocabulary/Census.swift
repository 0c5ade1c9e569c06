/// How many galaxies of the person's kind a survey holds: those that were found, and what can be said
/// of those that nobody has looked at.
///
/// Rounds, rankings and reports all say it in the words of `sentence`.
public struct Census: Sendable, Equatable {
  /// Finds below which the head has seen too little to say how many there are.
  package static let fewestFinds = 3

  /// Galaxies of the survey.
  public let galaxies: Int
  /// Galaxies of the person's kind among those with an answer.
  public let found: Int
  /// Galaxies that nobody has looked at.
  public let unseen: Int
  /// How many of those are of the person's kind, by what the head says of them; nil where it has
  /// found too little to go by.
  public let left: Int?
  /// The most of them that there can be at the level of confidence; nil where nothing bounds it.
  public let leftAtMost: Int?
  /// Galaxies drawn at random and answered, on which the bound rests.
  public let drawn: Int
  /// Those of them that are of the person's kind.
  public let drawnFinds: Int
  /// Answers that the head foretold, on which the bound rests too; 0 where it has no say.
  public let foretold: Int
  /// Confidence of the bound, in 0...1.
  public let confidence: Double

  /// A census from its numbers.
  package init(
    galaxies: Int, found: Int, unseen: Int, left: Int?, leftAtMost: Int?, drawn: Int,
    drawnFinds: Int, foretold: Int, confidence: Double
  ) {
    self.galaxies = galaxies
    self.found = found
    self.unseen = unseen
    self.left = left
    self.leftAtMost = leftAtMost
    self.drawn = drawn
    self.drawnFinds = drawnFinds
    self.foretold = foretold
    self.confidence = confidence
  }

  /// Share of the survey that is of the person's kind, in 0...1; nil without an estimate.
  public var share: Double? { left.map(share(withLeft:)) }

  /// The smallest that the share can be: what was found.
  public var leastShare: Double { share(withLeft: 0) }

  /// The largest that the share can be at the level of confidence; nil where nothing bounds it.
  public var greatestShare: Double? { leftAtMost.map(share(withLeft:)) }

  private func share(withLeft left: Int) -> Double {
    Double(found + left) / Double(max(1, galaxies))
  }

  /// What is found, what is left, and what that rests on.
  public var sentence: String {
    let have = "\(Figures.count(found)) of your kind \(found == 1 ? "is" : "are") found"
    guard unseen > 0 else { return "\(have), and every galaxy has been looked at." }
    guard let leftAtMost else {
      return "\(have); how many are left can't be said before a random question is answered."
    }
    var basis: [String] = []
    if drawn > 0 { basis.append(Figures.count(drawn, "random draw")) }
    if foretold > 0 {
      basis.append("what the head foretold of \(Figures.count(foretold, "answer"))")
    }
    let grounds =
      "(\(Figures.decimal(confidence * 100, places: 0))% confidence, from "
      + "\(basis.joined(separator: " and ")))"
    guard let left else {
      return "\(have), and at most \(Figures.count(leftAtMost)) "
        + "\(leftAtMost == 1 ? "is" : "are") left unseen \(grounds)."
    }
    return "\(have), and about \(Figures.count(left)) \(left == 1 ? "is" : "are") left unseen, "
      + "at most \(Figures.count(leftAtMost)) \(grounds)."
  }
}
