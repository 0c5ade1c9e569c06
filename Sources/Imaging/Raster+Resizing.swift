extension Raster {
  /// The picture resampled to another size, anti-aliased in both directions.
  ///
  /// The method is separable convolution as in Heckbert's "zoom" and in Pillow, whose results it
  /// meets to within a level; intermediate values are kept in single precision.
  package func resized(
    width newWidth: Int, height newHeight: Int, filter: ResamplingFilter = .lanczos
  ) -> Raster {
    precondition(
      width > 0 && height > 0 && newWidth > 0 && newHeight > 0,
      "resizing needs pixels on both sides, not \(width)×\(height) to \(newWidth)×\(newHeight)")
    if newWidth == width && newHeight == height { return self }
    let columns = ResamplingWeights(from: width, to: newWidth, filter: filter)
    let rows =
      width == height && newWidth == newHeight
      ? columns : ResamplingWeights(from: height, to: newHeight, filter: filter)
    let count = newWidth * newHeight * 3
    let resampled = [UInt8](unsafeUninitializedCapacity: count) { target, initialised in
      // Rows first: adding whole rows is a loop over neighbouring bytes, which vectorises.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: width * 3) { line in
        withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: width) { colours in
          for y in 0..<newHeight {
            gather(row: y, by: rows, into: line)
            // Padded to four channels, a pixel is one vector.
            for x in 0..<width {
              colours[x] = SIMD4(line[x &* 3], line[x &* 3 &+ 1], line[x &* 3 &+ 2], 0)
            }
            Self.spread(colours, by: columns, into: target, from: y * newWidth * 3)
          }
        }
      }
      initialised = count
    }
    return Raster(width: newWidth, height: newHeight, pixels: resampled)
  }

  /// One target row at the source's width: a weighted sum of source rows.
  private func gather(
    row: Int, by weights: ResamplingWeights, into line: UnsafeMutableBufferPointer<Float>
  ) {
    line.update(repeating: 0)
    pixels.withUnsafeBufferPointer { pixels in
      for tap in 0..<weights.taps {
        let weight = weights.values[row * weights.taps + tap]
        if weight == 0 { continue }
        let start = (weights.starts[row] + tap) * width * 3
        for i in 0..<line.count {
          line[i] += weight * Float(pixels[start &+ i])
        }
      }
    }
  }

  /// Weighted sums along one row, rounded to bytes.
  private static func spread(
    _ colours: UnsafeMutableBufferPointer<SIMD4<Float>>, by weights: ResamplingWeights,
    into target: UnsafeMutableBufferPointer<UInt8>, from offset: Int
  ) {
    weights.values.withUnsafeBufferPointer { values in
      for x in 0..<weights.starts.count {
        // Half a level more makes the cut to an integer a rounding.
        var sum = SIMD4<Float>(repeating: 0.5)
        let start = weights.starts[x]
        let run = x &* weights.taps
        for tap in 0..<weights.taps {
          sum += values[run &+ tap] * colours[start &+ tap]
        }
        sum.clamp(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: 255.5))
        let byte = offset &+ x &* 3
        target[byte] = UInt8(sum.x)
        target[byte &+ 1] = UInt8(sum.y)
        target[byte &+ 2] = UInt8(sum.z)
      }
    }
  }
}
