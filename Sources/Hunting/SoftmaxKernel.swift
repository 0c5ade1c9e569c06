import Foundation

/// The head's numbers laid out for the inner loop: one affine map gives logits and distances.
///
/// Standardisation is folded into weights and biases, so that raw features are read once. The
/// squared distance to a centroid c is ‖s‖² − 2 s·c + ‖c‖² of the standardised vector s; the
/// affine map yields −2 s·c + ‖c‖².
struct SoftmaxKernel {
  private let active: [Int]
  private let classCount: Int
  private let columns: Int
  private let groups: Int
  private let weights: [SIMD8<Float>]
  private let bias: [SIMD8<Float>]
  private let mean: [Float]
  private let precision: [Float]
  private let reserveScale: ReserveScale

  init(_ head: SoftmaxHead) {
    let active = head.classes.indices.filter { head.answerCounts[$0] > 0 }
    self.active = active
    classCount = head.classes.count
    columns = head.columns
    mean = head.standardisation.mean
    precision = head.standardisation.inverseDeviation.map { $0 * $0 }
    reserveScale = head.reserveScale
    let groups = (2 * active.count + 7) / 8
    self.groups = groups
    var table = [SIMD8<Float>](repeating: .zero, count: head.columns * groups)
    var constants = [SIMD8<Float>](repeating: .zero, count: groups)
    let means = head.standardisation.mean
    let inverse = head.standardisation.inverseDeviation
    func setOutput(_ output: Int, vector: [Float], scale: Float, constant: Float) {
      var offset = Double(constant)
      for column in 0..<head.columns {
        let weight = vector[column] * inverse[column] * scale
        table[column * groups + output / 8][output % 8] = weight
        offset -= Double(weight) * Double(means[column])
      }
      constants[output / 8][output % 8] = Float(offset)
    }
    for (index, classIndex) in active.enumerated() {
      let centroid = head.centroids[classIndex]
      setOutput(
        index, vector: head.weights[classIndex], scale: 1, constant: head.biases[classIndex])
      setOutput(
        active.count + index, vector: centroid, scale: -2,
        constant: centroid.reduce(0) { $0 + $1 * $1 })
    }
    weights = table
    bias = constants
  }

  /// Writes `classCount` + 1 shares a row.
  func fill(_ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>) {
    let scratch = UnsafeMutablePointer<SIMD8<Float>>.allocate(capacity: max(1, rows * groups))
    defer { scratch.deallocate() }
    weights.withUnsafeBufferPointer { weights in
      bias.withUnsafeBufferPointer { bias in
        if groups > 0 {
          VectorKernels.affine(
            input, rows: rows, columns: columns, weights: weights.baseAddress!,
            bias: bias.baseAddress!, groups: groups, outputs: scratch)
        }
      }
    }
    let results = UnsafeRawPointer(scratch).assumingMemoryBound(to: Float.self)
    let stride = classCount + 1
    for row in 0..<rows {
      let norm = VectorKernels.scaledSquaredNorm(
        input + row * columns, mean: mean, precision: precision, count: columns)
      finish(results + row * groups * 8, norm: norm, into: output + row * stride)
    }
  }

  /// Softmax over the answered classes, scaled to what the reserve leaves.
  private func finish(
    _ results: UnsafePointer<Float>, norm: Float, into output: UnsafeMutablePointer<Float>
  ) {
    var highest = -Float.infinity
    var nearest = active.isEmpty ? 0 : Float.infinity
    for index in active.indices {
      highest = max(highest, results[index])
      nearest = min(nearest, results[active.count + index])
    }
    let reserve =
      active.isEmpty
      ? 1 : reserveScale.share(max(0, norm + nearest) / Float(max(1, columns)))
    var sum: Float = 0
    for index in 0..<classCount { output[index] = 0 }
    for (index, classIndex) in active.enumerated() {
      let share = exp(results[index] - highest)
      output[classIndex] = share
      sum += share
    }
    if !active.isEmpty {
      let scale = (1 - reserve) / sum
      for classIndex in active { output[classIndex] *= scale }
    }
    output[classCount] = reserve
  }
}
