/// A function of radius kept as a table, so that drawing a pixel needs no power, log or exponential.
///
/// Entries are spaced evenly in √radius: 0.0003 px apart at the cusp of a Sérsic bulge, where light
/// changes fastest, and a third of a pixel apart far out.
struct RadialTable<Value: SIMD & Sendable>: Sendable where Value.Scalar == Float {
  private let values: [Value]
  private let scale: Float
  /// Beyond this radius the function is 0.
  let reach: Float

  init(reach: Float, count: Int = 384, _ function: (Float) -> Value) {
    self.reach = reach
    scale = Float(count) / reach.squareRoot()
    values = (0...count + 1).map { entry in
      let root = Float(entry) / Float(count) * reach.squareRoot()
      return function(root * root)
    }
  }

  @inline(__always)
  subscript(radius: Float) -> Value {
    guard radius < reach else { return .zero }
    let position = radius.squareRoot() * scale
    let entry = Int(position)
    let share = position - Float(entry)
    return values.withUnsafeBufferPointer { table in
      table[entry] + (table[entry + 1] - table[entry]) * share
    }
  }
}
