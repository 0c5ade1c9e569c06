internal import CKernels

/// Limited-memory BFGS for smooth convex losses (Nocedal and Wright, algorithms 7.4 and 7.5).
struct LBFGS {
  /// Pairs of steps and gradient changes that approximate the curvature.
  var memory = 12
  var maximumIterations: Int
  /// Stops once no gradient component is larger.
  var tolerance: Double

  /// Walks downhill from `start` with a backtracking line search; deterministic.
  ///
  /// `curvature` is a first guess of the loss's second derivative along each parameter.
  func minimise(
    from start: [Double], curvature: [Double],
    _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> (point: [Double], iterations: Int, converged: Bool) {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var loss = evaluate(point, &gradient)
    var steps: [(step: [Double], change: [Double], inverse: Double)] = []
    var candidate = point
    var newGradient = gradient
    for iteration in 0..<maximumIterations {
      if gradient.allSatisfy({ abs($0) <= tolerance }) { return (point, iteration, true) }
      let direction = self.direction(gradient: gradient, steps: steps, curvature: curvature)
      let slope = Self.dot(direction, gradient)
      var length = 1.0
      var newLoss = loss
      repeat {
        for index in point.indices { candidate[index] = point[index] + length * direction[index] }
        newLoss = evaluate(candidate, &newGradient)
        if newLoss <= loss + 1e-4 * length * slope { break }
        length /= 2
      } while length > 1e-12
      // Rounding alone can stop the descent just short of the tolerance.
      guard newLoss < loss else { return (point, iteration, false) }
      var step = candidate
      var change = newGradient
      for index in step.indices {
        step[index] -= point[index]
        change[index] -= gradient[index]
      }
      let product = Self.dot(step, change)
      if product > 0 {
        steps.append((step, change, 1 / product))
        if steps.count > memory { steps.removeFirst() }
      }
      swap(&point, &candidate)
      swap(&gradient, &newGradient)
      loss = newLoss
    }
    return (point, maximumIterations, false)
  }

  /// The two-loop recursion: minus the approximate inverse Hessian times the gradient.
  private func direction(
    gradient: [Double], steps: [(step: [Double], change: [Double], inverse: Double)],
    curvature: [Double]
  ) -> [Double] {
    var result = gradient.map { -$0 }
    var coefficients = [Double](repeating: 0, count: steps.count)
    for (index, pair) in steps.enumerated().reversed() {
      coefficients[index] = pair.inverse * Self.dot(pair.step, result)
      Self.add(-coefficients[index], pair.change, to: &result)
    }
    var scale = 1.0
    if let last = steps.last {
      var quadratic = 0.0
      for index in last.change.indices {
        quadratic += last.change[index] * last.change[index] / curvature[index]
      }
      scale = 1 / (last.inverse * quadratic)
    }
    for index in result.indices { result[index] *= scale / curvature[index] }
    for (index, pair) in steps.enumerated() {
      let back = coefficients[index] - pair.inverse * Self.dot(pair.change, result)
      Self.add(back, pair.step, to: &result)
    }
    return result
  }

  static func dot(_ a: [Double], _ b: [Double]) -> Double { ck_dot(a, b, Int64(a.count)) }

  private static func add(_ scale: Double, _ a: [Double], to b: inout [Double]) {
    ck_add_scaled(scale, a, Int64(a.count), &b)
  }
}
