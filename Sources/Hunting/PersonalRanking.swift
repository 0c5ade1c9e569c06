/// The order in which a person should look, from the head's shares and their interests.
package enum PersonalRanking {
  /// Σ_c w_c p_c of every galaxy, or the novelty percentile while no hunted class has answers.
  ///
  /// No training: changed interests re-rank as they are.
  ///
  /// - Parameter novelty: one score a galaxy, higher for stranger; asked for only where it ranks.
  /// - Throws: `HuntingError`, or what `novelty` throws.
  package static func scores(
    _ probabilities: HeadProbabilities, classes: [UserClass],
    novelty: @autoclosure () throws -> [Float]
  ) throws -> [Float] {
    try UserClass.validate(classes)
    guard classes.map(\.name) == probabilities.classes else {
      throw HuntingError.classesReordered(
        expected: probabilities.classes, found: classes.map(\.name))
    }
    let hasInterest = classes.indices.contains {
      classes[$0].interest > 0 && probabilities.isTrained[$0]
    }
    guard hasInterest else {
      let novelty = try novelty()
      guard novelty.count == probabilities.rows else {
        throw HuntingError.countMismatch(
          what: "novelty scores", expected: probabilities.rows, found: novelty.count)
      }
      return RankFusion.percentiles(novelty)
    }
    return probabilities.interestScore(weights: classes.map { Float($0.interest) })
  }
}
