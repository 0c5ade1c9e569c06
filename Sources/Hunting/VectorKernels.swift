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

  /// `output[i] = Σ_k weights[k]·x[k·step + i]`: a convolution along rows or columns.
  static func weightedSum(
    _ x: UnsafePointer<Float>, step: Int, weights: [Float], count: Int,
    into output: UnsafeMutablePointer<Float>
  ) {
    weights.withUnsafeBufferPointer { weights in
      var index = 0
      while index + 16 <= count {
        var (first, second) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        for tap in 0..<weights.count {
          let place = x + tap * step + index
          first += weights[tap] * load(place)
          second += weights[tap] * load(place + 8)
        }
        UnsafeMutableRawPointer(output + index).storeBytes(of: first, as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(output + index + 8).storeBytes(of: second, as: SIMD8<Float>.self)
        index += 16
      }
      while index < count {
        var sum: Float = 0
        for tap in 0..<weights.count { sum += weights[tap] * x[tap * step + index] }
        output[index] = sum
        index += 1
      }
    }
  }

  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }
}
