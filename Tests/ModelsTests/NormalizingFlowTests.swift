import Foundation
import Layers
import Models
import Tensors
import Testing

@Suite struct NormalizingFlowTests {
  /// A flow far from its identity start.
  private func flow(_ dimension: Int) -> NormalizingFlow {
    let random = RandomState(seed: 1)
    let flow = NormalizingFlow(dimension: dimension, layers: 8, hidden: 32, using: random)
    for (_, tensor) in flow.allParameters { tensor.assign(random.normal(tensor.shape) * 0.15) }
    return flow
  }

  @Test func itInverts() {
    let flow = flow(64)
    let base = RandomState(seed: 2).normal([200, 64])
    let latent = flow.forward(base)
    #expect((latent - base).magnitude().maximum().item > 0.5)
    #expect((flow.inverse(latent).base - base).magnitude().maximum().item < 1e-4)
  }

  /// log|det| of the inverse against the determinant of the Jacobian that autograd gives.
  @Test func itsLogDeterminantIsTheJacobians() throws {
    let flow = flow(6)
    for row in 0..<5 {
      let latent = RandomState(seed: UInt64(row)).normal([1, 6]).requiringGradient()
      let (base, logDeterminant) = flow.inverse(latent)
      var jacobian: [[Double]] = []
      for output in 0..<6 {
        let gradient = base.sliced(1, output..<output + 1).sum()
          .gradients(of: [latent], keepingGraph: true)[0]
        jacobian.append(gradient.array(of: Float.self).map(Double.init))
      }
      #expect(abs(logDeterminant.item - log(abs(determinant(jacobian)))) < 1e-4)
    }
  }

  @Test func itsDensityIsNormalized() throws {
    // Importance sampling over a broad normal: the mean of p/q is the integral of p.
    let flow = flow(2)
    let random = RandomState(seed: 3)
    let broad = 3.0
    let z = random.normal([400_000, 2]) * broad
    let proposal = Losses.standardNormalLogDensity(z / broad) - 2 * log(broad)
    let integral = (flow.logDensity(z) - proposal).exp().mean().item
    #expect(abs(integral - 1) < 0.02)
  }

  private func determinant(_ matrix: [[Double]]) -> Double {
    var rows = matrix
    var result = 1.0
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
      if pivot != column {
        rows.swapAt(pivot, column)
        result = -result
      }
      result *= rows[column][column]
      for row in rows.indices where row > column {
        let factor = rows[row][column] / rows[column][column]
        for i in column..<rows.count { rows[row][i] -= factor * rows[column][i] }
      }
    }
    return result
  }
}
