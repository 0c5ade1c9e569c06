package import Vocabulary

/// What heads say of answers that they did not learn.
package enum HeldOutHead {
  /// For every part a head is fitted to the others and asked about the part.
  ///
  /// - Parameter answers: rows of `features` and class numbers, dealt out by `folds`.
  package static func probabilities(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes: [HuntClass.ID], folds: AnswerFolds
  ) throws(HuntingError) -> HeadProbabilities {
    let stride = classes.count + 1
    var values = [Float](repeating: 0, count: answers.count * stride)
    var head = PersonalisedHead(for: features)
    for part in 0..<folds.count {
      try head.fit(
        features: features, answers: folds.learned(without: part).map { answers[$0] },
        classes: classes)
      let held = folds.held(part)
      let said = try head.probabilities(features.gathering(held.map { answers[$0].galaxy }))
      for (place, row) in held.enumerated() {
        values.replaceSubrange(row * stride..<(row + 1) * stride, with: said[place])
      }
    }
    return HeadProbabilities(
      classes: classes, isTrained: classes.map { _ in true }, rows: answers.count, values: values)
  }
}
