package import Hunting

/// What a network is finetuned on: a person's answers, and galaxies that nobody has named.
package struct FinetuneData: Sendable {
  package let answers: any CutoutSource
  /// The answered galaxies' embedding.
  package let answerVectors: FeatureMatrix
  /// Class number of each answer.
  package let labels: [Int]
  package let classNames: [String]
  /// Whether the person is after each class.
  package let isWanted: [Bool]
  package let pool: any CutoutSource
  /// The unlabelled galaxies' embedding.
  package let poolVectors: FeatureMatrix

  package init(
    answers: any CutoutSource, answerVectors: FeatureMatrix, labels: [Int], classNames: [String],
    isWanted: [Bool], pool: any CutoutSource, poolVectors: FeatureMatrix
  ) {
    precondition(answers.count == labels.count && answerVectors.rows == labels.count)
    precondition(pool.count == poolVectors.rows && isWanted.count == classNames.count)
    self.answers = answers
    self.answerVectors = answerVectors
    self.labels = labels
    self.classNames = classNames
    self.isWanted = isWanted
    self.pool = pool
    self.poolVectors = poolVectors
  }
}
