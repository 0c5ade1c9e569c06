import Foundation

/// The loss of a softmax regression and its gradient, over answers that were standardised already.
///
/// Σ_n w_n·(log Σ_k exp z_nk − z_n,y) + l2/2·‖W‖², z = x·W + b, biases free, as scikit-learn's
/// `LogisticRegression` with C = 1/l2. Parameters are (columns + 1) × `width`, the bias row last;
/// `width` is the class count rounded up to whole registers, its padding held at zero.
struct SoftmaxLoss {
  typealias Lane = SIMD4<Double>

  let rows: Int
  let columns: Int
  let classCount: Int
  /// Registers an output row takes.
  let groups: Int
  let l2: Double
  private let inputs: [Double]
  private let labels: [Int]
  private let sampleWeights: [Double]

  var parameterCount: Int { (columns + 1) * groups * 4 }
  var width: Int { groups * 4 }

  init(
    features: FeatureMatrix, labels: [Int], sampleWeights: [Double], classCount: Int, l2: Double
  ) {
    precondition(labels.count == features.rows && sampleWeights.count == features.rows)
    rows = features.rows
    columns = features.columns
    self.classCount = classCount
    groups = (classCount + 3) / 4
    self.l2 = l2
    inputs = features.values.map(Double.init)
    self.labels = labels
    self.sampleWeights = sampleWeights
  }

  /// A diagonal stand-in for the Hessian: the prior, plus what evenly shared classes would add.
  func curvatureGuess() -> [Double] {
    let spread = Double(classCount - 1) / Double(classCount * classCount)
    let answers = sampleWeights.reduce(0, +) * spread
    var guess = [Double](repeating: 0, count: parameterCount)
    for column in 0...columns {
      for index in 0..<width {
        guess[column * width + index] = answers + (column < columns ? l2 : 0)
      }
    }
    return guess
  }

  /// The loss at `parameters`; its gradient goes to `gradient`, both of `parameterCount`.
  func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Double {
    var loss = 0.0
    let groups = groups
    let columns = columns
    var outputs = [Lane](repeating: .zero, count: groups)
    inputs.withUnsafeBufferPointer { inputs in
      parameters.withUnsafeBytes { parameterBytes in
        gradient.withUnsafeMutableBytes { gradientBytes in
          outputs.withUnsafeMutableBufferPointer { z in
            let w = parameterBytes.baseAddress!
            let g = gradientBytes.baseAddress!
            let lane = MemoryLayout<Lane>.size
            let rowBytes = groups * lane
            // The prior's gradient comes first; the answers' adds to it.
            for column in 0...columns {
              let scale = column < columns ? l2 : 0
              for group in 0..<groups {
                let offset = column * rowBytes + group * lane
                let value = w.loadUnaligned(fromByteOffset: offset, as: Lane.self)
                loss += scale / 2 * (value * value).sum()
                g.storeBytes(of: value * scale, toByteOffset: offset, as: Lane.self)
              }
            }
            for row in 0..<rows {
              let x = inputs.baseAddress! + row * columns
              for group in 0..<groups {
                var sum = w.loadUnaligned(
                  fromByteOffset: columns * rowBytes + group * lane, as: Lane.self)
                var offset = group * lane
                for column in 0..<columns {
                  sum += w.loadUnaligned(fromByteOffset: offset, as: Lane.self) * x[column]
                  offset += rowBytes
                }
                z[group] = sum
              }
              loss += softmaxResidual(z, row: row)
              for group in 0..<groups {
                let residual = z[group]
                var offset = group * lane
                for column in 0..<columns {
                  let old = g.loadUnaligned(fromByteOffset: offset, as: Lane.self)
                  g.storeBytes(of: old + residual * x[column], toByteOffset: offset, as: Lane.self)
                  offset += rowBytes
                }
                let old = g.loadUnaligned(fromByteOffset: offset, as: Lane.self)
                g.storeBytes(of: old + residual, toByteOffset: offset, as: Lane.self)
              }
            }
          }
        }
      }
    }
    return loss
  }

  /// Turns logits into the loss's derivative by them, in place, and returns this answer's loss.
  private func softmaxResidual(_ z: UnsafeMutableBufferPointer<Lane>, row: Int) -> Double {
    let weight = sampleWeights[row]
    let label = labels[row]
    var highest = -Double.infinity
    for index in 0..<classCount { highest = max(highest, z[index / 4][index % 4]) }
    let own = z[label / 4][label % 4]
    var sum = 0.0
    for index in 0..<width {
      let share = index < classCount ? exp(z[index / 4][index % 4] - highest) : 0
      z[index / 4][index % 4] = share
      sum += share
    }
    for group in z.indices { z[group] *= weight / sum }
    z[label / 4][label % 4] -= weight
    return weight * (log(sum) + highest - own)
  }
}
