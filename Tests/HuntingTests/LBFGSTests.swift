import Testing

@testable import Hunting

struct LBFGSTests {
  @Test func findsTheBottomOfAnIllConditionedBowl() {
    let scales = [1.0, 10, 100, 1_000, 0.1]
    let target = [1.0, -2, 3, 0.5, 7]
    let result = LBFGS(maximumIterations: 200, tolerance: 1e-9).minimise(
      from: [0, 0, 0, 0, 0], curvature: [1, 1, 1, 1, 1]
    ) { point, gradient in
      var value = 0.0
      for index in point.indices {
        let difference = point[index] - target[index]
        value += scales[index] / 2 * difference * difference
        gradient[index] = scales[index] * difference
      }
      return value
    }
    #expect(result.converged)
    for (found, wanted) in zip(result.point, target) { #expect(abs(found - wanted) < 1e-7) }
  }

  @Test func stopsAtTheIterationLimit() {
    let result = LBFGS(maximumIterations: 2, tolerance: 0).minimise(
      from: [5, -3], curvature: [1, 1]
    ) { point, gradient in
      gradient[0] = 4 * point[0] * point[0] * point[0]
      gradient[1] = 2 * point[1]
      return point[0] * point[0] * point[0] * point[0] + point[1] * point[1]
    }
    #expect(result.iterations == 2)
    #expect(!result.converged)
  }
}
