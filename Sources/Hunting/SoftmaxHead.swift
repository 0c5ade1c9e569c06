/// The published head, for comparison: softmax regression over one person's classes, plus a reserve.
///
/// Every class with answers is one output of a softmax over standardised features; the loss is
/// convex, so refitting from all answers always ends at the same place and a warm start only gets
/// there sooner. The reserve output never gets an example. It says how far a galaxy lies from
/// every class answered so far, on a scale read off the survey itself: one half at the survey's
/// 95th percentile of that distance. The classes share what the reserve leaves.
package struct SoftmaxHead: Ranker, Codable, Sendable, Equatable {
  /// How this head learns.
  package let settings: SoftmaxSettings
  /// Scale of the survey's features, folded into every prediction.
  package let standardisation: Standardisation
  /// The user's classes, in the order of the outputs.
  package internal(set) var classes: [String]
  /// Answers each class was last fitted with; a class without any is silent.
  package internal(set) var answerCounts: [Int]
  /// One weight vector a class over standardised features, `columns` each.
  var weights: [[Float]]
  var biases: [Float]
  /// Where each class lies, in standardised features, drawn towards the survey's mean.
  var centroids: [[Float]]
  var reserveScale: ReserveScale

  /// A head without classes, to which everything is reserve.
  package init(standardisation: Standardisation, settings: SoftmaxSettings = SoftmaxSettings()) {
    self.standardisation = standardisation
    self.settings = settings
    classes = []
    answerCounts = []
    weights = []
    biases = []
    centroids = []
    reserveScale = ReserveScale()
  }

  /// Features a galaxy must have.
  package var columns: Int { standardisation.mean.count }

  /// Whether any class has answers.
  package var isFitted: Bool { answerCounts.contains { $0 > 0 } }

  /// Appends silent outputs for new classes; what the head says of the old ones stays as it was.
  ///
  /// `names` starts with the classes known so far.
  package mutating func grow(to names: [String]) throws(HuntingError) {
    guard names.starts(with: classes) else {
      throw .classesReordered(expected: classes, found: names)
    }
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted { throw .duplicateClass(name: name) }
    for name in names.dropFirst(classes.count) {
      classes.append(name)
      answerCounts.append(0)
      weights.append([Float](repeating: 0, count: columns))
      biases.append(0)
      centroids.append([Float](repeating: 0, count: columns))
    }
  }

  /// A class by another name keeps its output.
  package mutating func rename(_ old: String, to new: String) throws(HuntingError) {
    guard old == new || !classes.contains(new) else { throw .duplicateClass(name: new) }
    if let index = classes.firstIndex(of: old) { classes[index] = new }
  }
}
