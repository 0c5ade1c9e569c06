/// What the catalog's known classes say, for judging scores; parallel to the scores' values.
package struct HuntTruth: Sendable {
  /// Whether each galaxy's known class is of interest.
  package let isOfInterest: [Bool]
  /// Whether each galaxy was labelled in the hunt.
  package let isLabelled: [Bool]
  /// Classes of interest that are known classes too, named as the answers name them.
  package let interests: [String]

  /// Truth from known classes; both lists of marks have one entry per galaxy.
  package init(isOfInterest: [Bool], isLabelled: [Bool], interests: [String]) {
    self.isOfInterest = isOfInterest
    self.isLabelled = isLabelled
    self.interests = interests
  }
}
