/// Probabilities of `classCount` classes for each of `count` objects, row-major.
package struct ClassProbabilities: Sendable, Equatable {
  /// Objects (rows).
  package let count: Int
  /// Classes (columns).
  package let classCount: Int
  /// `count × classCount` probabilities, one object after another.
  package let values: [Double]

  /// Wraps `count × classCount` numbers; rows are expected to sum to 1.
  package init(classCount: Int, values: [Double]) {
    precondition(
      classCount > 0 && values.count.isMultiple(of: classCount),
      "\(values.count) probabilities do not divide into \(classCount) classes")
    self.classCount = classCount
    self.values = values
    count = values.count / classCount
  }

  /// Wraps the float32 output of a model.
  package init(classCount: Int, values: [Float]) {
    self.init(classCount: classCount, values: values.map(Double.init))
  }

  /// Probability of a class for an object.
  package subscript(object: Int, label: Int) -> Double { values[object * classCount + label] }

  /// Probabilities of one object, in class order.
  package func row(_ object: Int) -> ArraySlice<Double> {
    values[object * classCount..<(object + 1) * classCount]
  }

  /// Probability of one class for every object.
  package func column(_ label: Int) -> [Double] {
    (0..<count).map { self[$0, label] }
  }

  /// The likeliest class of every object; of equals the first.
  package var predictions: [Int] {
    (0..<count).map { object in
      var best = 0
      for label in 1..<max(classCount, 1) where self[object, label] > self[object, best] {
        best = label
      }
      return best
    }
  }

  /// Probability of the likeliest class of every object.
  package var confidences: [Double] { (0..<count).map { row($0).max() ?? 0 } }
}
