/// Inner loops over raw memory, written so that the compiler keeps them in vector registers.
enum VectorKernels {
  static func squaredDistance(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
  ) -> Float {
    var sum = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= count {
      let difference = load(a + index) - load(b + index)
      sum += difference * difference
      index += 8
    }
    var total = sum.sum()
    while index < count {
      let difference = a[index] - b[index]
      total += difference * difference
      index += 1
    }
    return total
  }

  static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    var sum = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= count {
      sum += load(a + index) * load(b + index)
      index += 8
    }
    var total = sum.sum()
    while index < count {
      total += a[index] * b[index]
      index += 1
    }
    return total
  }

  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }
}
