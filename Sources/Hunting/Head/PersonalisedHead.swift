import Foundation
package import Vocabulary

/// AHUNT's personalised head: for each of a person's own classes, how likely a galaxy is one.
///
/// Every class is a Gaussian process on the embedding, seen through the logistic function and
/// taken at its most probable (Rasmussen & Williams 2006, ch. 3). From a few answers a class learns a
/// direction in which to look, from many where exactly its galaxies lie. Far from every answer all
/// classes fall back to their prior, and what they leave is the reserve, an output that never gets
/// an example. Classes do not compete for an answer's weight, so a new one takes nothing from the
/// old. The loss is convex: refitting from all answers always ends at the same place.
///
/// ```swift
/// var head = PersonalisedHead(for: features)
/// try head.fit(features: features, answers: answers, classes: classes.map(\.id))
/// let probabilities = try head.probabilities(features)
/// ```
package struct PersonalisedHead: Ranker, Sendable, Equatable {
  /// Rows that share the cache while their outputs are computed.
  private static let blockRows = 256

  /// How this head learns.
  package let settings: HeadSettings
  /// The user's classes, in the order of the outputs.
  package private(set) var classes: [HuntClass.ID] = []
  /// Answers each class was last fitted with; a class without any is silent.
  package private(set) var answerCounts: [Int] = []
  /// Features per galaxy must have.
  package let columns: Int
  private let kernel: RationalQuadratic
  /// The log-odds of each answered class, less the prior; nil before the first answer.
  private var logOdds: KernelSums?

  /// A head without classes, to which everything is reserve.
  ///
  /// - Parameter features: the survey, off which the kernel's length is read.
  package init(for features: FeatureMatrix, settings: HeadSettings = HeadSettings()) {
    self.settings = settings
    columns = features.columns
    kernel = RationalQuadratic(of: features)
  }

  private var active: [Int] { classes.indices.filter { answerCounts[$0] > 0 } }

  /// Learns all answers at once; nothing of an earlier fit is left.
  package mutating func fit(
    features: FeatureMatrix, answers: [LabelledGalaxy], classes names: [HuntClass.ID]
  ) throws(HuntingError) {
    try settings.validate()
    try LabelledGalaxy.validate(answers, features: features, columns: columns, classes: names)
    classes = names
    answerCounts = [Int](repeating: 0, count: names.count)
    for answer in answers { answerCounts[answer.label] += 1 }
    logOdds = answers.isEmpty ? nil : fitted(features, answers)
  }

  /// With inducing points Z, log-odds are prior + k(x, Z)·L⁻ᵀ·w, where L·Lᵀ = k(Z, Z) and w ~ N(0, I).
  ///
  /// That is the process itself where every answer is an inducing point, and its projection onto
  /// these otherwise. Classes whose kernels are the same share L.
  private func fitted(_ features: FeatureMatrix, _ answers: [LabelledGalaxy]) -> KernelSums {
    let chosen = inducingPoints(answers)
    let all = kernel.centred(features.gathering(answers.map(\.galaxy)))
    let points = chosen.count == answers.count ? all : all.gathering(chosen)
    let active = active
    let slopes = active.map { settings.slope(answers: answerCounts[$0]) }
    let distinct = Set(slopes).sorted()
    var coefficients = [[Float]](repeating: [], count: active.count)
    coefficients.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: distinct.count, size: 1) { block in
        for slope in distinct[block] {
          let own = active.indices.filter { slopes[$0] == slope }
          let found = self.coefficients(
            of: own.map { active[$0] }, answers, all, points, slope: slope)
          for (place, values) in zip(own, found) { output[place] = values }
        }
      }
    }
    return KernelSums(
      kernel, about: points,
      sums: zip(coefficients, slopes).map { KernelSums.Sum(coefficients: $0, slope: $1) })
  }

  /// What each point adds to the log-odds of some classes, whose kernels have one slope.
  private func coefficients(
    of classes: [Int], _ answers: [LabelledGalaxy], _ all: FeatureMatrix, _ points: FeatureMatrix,
    slope: Double
  ) -> [[Float]] {
    let settings = settings
    let count = points.rows
    var between = kernel.matrix(points, points, slope: slope).map { $0 * settings.amplitude }
    for place in 0..<count { between[place * count + place] += 1e-6 * settings.amplitude }
    let factor = CholeskyFactor(between, count: count)
    let isWhole = count == answers.count
    let inputs = isWhole ? factor.values : projected(all, points, factor, slope: slope)
    var coefficients = [[Float]](repeating: [], count: classes.count)
    coefficients.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: classes.count, size: 1) { block in
        for index in block {
          let loss = LogisticLoss(
            inputs: inputs, rows: answers.count, columns: count, isTriangular: isWhole,
            isMember: answers.map { $0.label == classes[index] }, offset: settings.prior)
          let (point, _, _) = LBFGS(
            maximumIterations: settings.maximumIterations, tolerance: settings.tolerance
          ).minimise(
            from: [Double](repeating: 0, count: count),
            curvature: [Double](repeating: 1, count: count)
          ) { point, gradient in loss.evaluate(point, gradient: &gradient) }
          output[index] = factor.solveTransposed(point).map { Float($0 * settings.amplitude) }
        }
      }
    }
    return coefficients
  }

  /// Rows L⁻¹·k(Z, x) of the answers.
  private func projected(
    _ all: FeatureMatrix, _ points: FeatureMatrix, _ factor: CholeskyFactor, slope: Double
  ) -> [Double] {
    let amplitude = settings.amplitude
    let kernels = kernel.matrix(all, points, slope: slope)
    let count = points.rows
    return [Double](unsafeUninitializedCapacity: kernels.count) { buffer, written in
      nonisolated(unsafe) let output = buffer.baseAddress!
      Parallel.forEachBlock(of: all.rows, size: 16) { block in
        for row in block {
          let right = kernels[row * count..<(row + 1) * count].map { $0 * amplitude }
          for (column, value) in factor.solve(right).enumerated() {
            (output + row * count + column).initialize(to: value)
          }
        }
      }
      written = kernels.count
    }
  }

  /// Which answers the kernels are centred on: all, or as many of every class as there is room for.
  private func inducingPoints(_ answers: [LabelledGalaxy]) -> [Int] {
    guard answers.count > settings.inducingPointLimit else { return Array(answers.indices) }
    var room = settings.inducingPointLimit
    var chosen: [Int] = []
    // Rare classes first: what they leave of their share goes to the others.
    let byRarity = active.sorted { answerCounts[$0] < answerCounts[$1] }
    for (index, label) in byRarity.enumerated() {
      let own = answers.indices.filter { answers[$0].label == label }
      let share = min(own.count, room / (byRarity.count - index))
      chosen += (0..<share).map { own[$0 * own.count / share] }
      room -= share
    }
    return chosen.sorted()
  }

  /// Probabilities of every class and the reserve for every row, on all cores.
  ///
  /// A class's own probability p_c, and Π(1 − p_c) for the reserve, scaled to add up to 1.
  package func probabilities(
    _ features: FeatureMatrix
  ) throws(HuntingError) -> HeadProbabilities {
    guard features.columns == columns else {
      throw .countMismatch(what: "features per galaxy", expected: columns, found: features.columns)
    }
    let active = active
    let stride = classes.count + 1
    let prior = Float(settings.prior)
    let values = [Float](unsafeUninitializedCapacity: features.rows * stride) { buffer, count in
      buffer.initialize(repeating: 0)
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: features.rows, size: Self.blockRows) { block in
        var sums = [Float](repeating: 0, count: block.count * max(1, active.count))
        if let logOdds {
          sums.withUnsafeMutableBufferPointer { sums in
            logOdds.write(features[rows: block], into: sums.baseAddress!)
          }
        }
        for row in block {
          let own = output.baseAddress! + row * stride
          var (total, reserve) = (Float(0), Float(1))
          for (index, label) in active.enumerated() {
            let z = prior + sums[(row - block.lowerBound) * active.count + index]
            let share = 1 / (1 + exp(-z))
            own[label] = share
            total += share
            reserve *= 1 - share
          }
          let scale = 1 / (total + reserve)
          for label in active { own[label] *= scale }
          own[classes.count] = reserve * scale
        }
      }
      count = features.rows * stride
    }
    return HeadProbabilities(
      classes: classes, isTrained: answerCounts.map { $0 > 0 }, rows: features.rows,
      values: values)
  }
}
