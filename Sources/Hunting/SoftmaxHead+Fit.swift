import Foundation

extension SoftmaxHead {
  /// Survey rows from which the reserve reads its scale.
  private static let reserveSample = 2_048

  /// Learns all answers at once, starting from what the head knew before.
  ///
  /// New class names append outputs. Answers count by class balance: a class with n_c of n answers
  /// and C answered classes weighs (n / (C·n_c))^balancing an answer. Without any answer the head
  /// goes silent and everything is reserve.
  package mutating func fit(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes names: [String]
  ) throws(HuntingError) {
    try settings.validate()
    guard features.columns == columns else {
      throw .countMismatch(what: "features a galaxy", expected: columns, found: features.columns)
    }
    for answer in answers {
      guard (0..<features.rows).contains(answer.galaxy) else {
        throw .galaxyOutOfRange(index: answer.galaxy, count: features.rows)
      }
      guard names.indices.contains(answer.label) else {
        throw .labelOutOfRange(label: answer.label, classes: names.count)
      }
    }
    try grow(to: names)
    answerCounts = [Int](repeating: 0, count: names.count)
    for answer in answers { answerCounts[answer.label] += 1 }
    let inputs = standardisation.applied(to: features.gathering(answers.map(\.galaxy)))
    fitCentroids(inputs, labels: answers.map(\.label))
    fitSoftmax(inputs, labels: answers.map(\.label))
    reserveScale = ReserveScale()
    let sample = features.gathering(features.evenlySpacedRows(limit: Self.reserveSample))
    reserveScale = ReserveScale(squaredDistances: nearestClassDistances(sample))
  }

  /// Means of the classes, as if each also held one galaxy at the survey's mean.
  private mutating func fitCentroids(_ inputs: FeatureMatrix, labels: [Int]) {
    var sums = [[Float]](
      repeating: [Float](repeating: 0, count: columns), count: classes.count)
    for (row, label) in labels.enumerated() {
      for (column, value) in inputs[row].enumerated() { sums[label][column] += value }
    }
    centroids = zip(sums, answerCounts).map { sum, count in sum.map { $0 / Float(count + 1) } }
  }

  private mutating func fitSoftmax(_ inputs: FeatureMatrix, labels: [Int]) {
    let active = classes.indices.filter { answerCounts[$0] > 0 }
    guard active.count > 1 else {
      // One class alone explains every answer; there is nothing to tell apart.
      for index in classes.indices {
        weights[index] = [Float](repeating: 0, count: columns)
        biases[index] = 0
      }
      return
    }
    var output = [Int](repeating: 0, count: classes.count)
    for (index, classIndex) in active.enumerated() { output[classIndex] = index }
    let loss = SoftmaxLoss(
      features: inputs, labels: labels.map { output[$0] },
      sampleWeights: sampleWeights(labels: labels, activeCount: active.count),
      classCount: active.count, l2: settings.l2)
    var start = [Double](repeating: 0, count: loss.parameterCount)
    for (index, classIndex) in active.enumerated() {
      for column in 0..<columns {
        start[column * loss.width + index] = Double(weights[classIndex][column])
      }
      start[columns * loss.width + index] = Double(biases[classIndex])
    }
    let (point, _, _) = LBFGS(
      maximumIterations: settings.maximumIterations,
      tolerance: settings.tolerance * Double(max(1, labels.count))
    ).minimise(from: start, curvature: loss.curvatureGuess()) { point, gradient in
      loss.evaluate(point, gradient: &gradient)
    }
    for (index, classIndex) in active.enumerated() {
      for column in 0..<columns {
        weights[classIndex][column] = Float(point[column * loss.width + index])
      }
      biases[classIndex] = Float(point[columns * loss.width + index])
    }
  }

  func sampleWeights(labels: [Int], activeCount: Int) -> [Double] {
    let total = Double(labels.count)
    let byClass = answerCounts.map { count in
      count == 0
        ? 0
        : pow(total / (Double(activeCount) * Double(count)), settings.balancing)
    }
    return labels.map { byClass[$0] }
  }
}
