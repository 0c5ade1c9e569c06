package import Vocabulary

/// One answer: which row of the features, and which class (an index into the classes).
package struct LabelledGalaxy: Sendable, Equatable, Hashable, Codable {
  /// Row of the features.
  package let galaxy: Int
  /// Index into the classes.
  package let label: Int

  /// An answer; whether its indices exist is checked where it is learned.
  package init(galaxy: Int, label: Int) {
    self.galaxy = galaxy
    self.label = label
  }

  /// Throws where answers, features and classes do not fit together, or a class stands twice.
  static func validate(
    _ answers: [LabelledGalaxy], features: FeatureMatrix, columns: Int, classes: [HuntClass.ID]
  ) throws(HuntingError) {
    guard features.columns == columns else {
      throw .countMismatch(what: "features per galaxy", expected: columns, found: features.columns)
    }
    var seen = Set<HuntClass.ID>()
    for id in classes where !seen.insert(id).inserted { throw .duplicateClass(name: "#\(id)") }
    for answer in answers {
      guard (0..<features.rows).contains(answer.galaxy) else {
        throw .galaxyOutOfRange(index: answer.galaxy, count: features.rows)
      }
      guard classes.indices.contains(answer.label) else {
        throw .labelOutOfRange(label: answer.label, classes: classes.count)
      }
    }
  }
}

/// Learns from a person's answers and ranks every galaxy: features and labels in, probabilities out.
package protocol Ranker: Sendable {
  /// Learns all answers at once; `answers` index rows of `features` and entries of `classes`.
  mutating func fit(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes: [HuntClass.ID]
  ) throws(HuntingError)

  /// The class probabilities of every row, the reserve last.
  func probabilities(_ features: FeatureMatrix) throws(HuntingError) -> HeadProbabilities
}
