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

  /// Σ (x − mean)² · precision, a squared distance with one scale a column.
  static func scaledSquaredNorm(
    _ x: UnsafePointer<Float>, mean: UnsafePointer<Float>, precision: UnsafePointer<Float>,
    count: Int
  ) -> Float {
    var sum = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= count {
      let difference = load(x + index) - load(mean + index)
      sum += difference * difference * load(precision + index)
      index += 8
    }
    var total = sum.sum()
    while index < count {
      let difference = x[index] - mean[index]
      total += difference * difference * precision[index]
      index += 1
    }
    return total
  }

  /// `outputs[r][o] = bias[o] + Σ_j x[r][j]·weights[j][o]` for a block of rows.
  ///
  /// Weights are `columns` × `groups`·8, so that eight outputs share one register and no sum
  /// crosses lanes; four rows at a time share each load of the weights.
  static func affine(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int, weights: UnsafePointer<SIMD8<Float>>,
    bias: UnsafePointer<SIMD8<Float>>, groups: Int, outputs: UnsafeMutablePointer<SIMD8<Float>>
  ) {
    for group in 0..<groups {
      var row = 0
      while row + 4 <= rows {
        let x0 = x + row * columns
        let x1 = x0 + columns
        let x2 = x1 + columns
        let x3 = x2 + columns
        var (s0, s1, s2, s3) = (bias[group], bias[group], bias[group], bias[group])
        for column in 0..<columns {
          let w = weights[column * groups + group]
          s0 += w * x0[column]
          s1 += w * x1[column]
          s2 += w * x2[column]
          s3 += w * x3[column]
        }
        outputs[row * groups + group] = s0
        outputs[(row + 1) * groups + group] = s1
        outputs[(row + 2) * groups + group] = s2
        outputs[(row + 3) * groups + group] = s3
        row += 4
      }
      while row < rows {
        let x0 = x + row * columns
        var s0 = bias[group]
        for column in 0..<columns { s0 += weights[column * groups + group] * x0[column] }
        outputs[row * groups + group] = s0
        row += 1
      }
    }
  }

  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }
}
