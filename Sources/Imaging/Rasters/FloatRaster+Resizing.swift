extension FloatRaster {
  /// The picture resampled to another size, anti-aliased in both directions.
  ///
  /// Pixels without data take no part: the weights of the others are scaled up to sum to 1
  /// (normalized convolution, Knutsson & Westin 1993). Where they make up less than half of a
  /// target pixel's weight, it has no data either. Infinite values, and those so large that a sum of
  /// them may be, count as no data.
  package func resized(width newWidth: Int, height newHeight: Int) -> FloatRaster {
    precondition(
      width > 0 && height > 0 && newWidth > 0 && newHeight > 0,
      "resizing needs pixels on both sides, not \(width)×\(height) to \(newWidth)×\(newHeight)")
    if newWidth == width && newHeight == height {
      var same = self
      for i in values.indices where !Self.isData(values[i]) { same.values[i] = .nan }
      return same
    }
    let columns = ResamplingWeights.of(width, to: newWidth)
    let rows = ResamplingWeights.of(height, to: newHeight)
    if values.allSatisfy(Self.isData) {
      return FloatRaster(
        width: newWidth, height: newHeight, channels: channels,
        values: convolved(columns: columns, rows: rows) { $0 })
    }
    let light = convolved(columns: columns, rows: rows) { Self.isData($0) ? $0 : 0 }
    let cover = convolved(columns: columns, rows: rows) { Self.isData($0) ? 1 : 0 }
    return FloatRaster(
      width: newWidth, height: newHeight, channels: channels,
      values: zip(light, cover).map { $1 < 0.5 ? .nan : $0 / $1 })
  }

  /// Lanczos weights add up to at most 1.5 in magnitude each way, and holes at most double a sum.
  private static func isData(_ value: Float) -> Bool {
    value.magnitude < .greatestFiniteMagnitude / 8
  }

  /// The weighted sums of what `value` makes of each pixel; no copy of a large picture is made.
  private func convolved(
    columns: ResamplingWeights, rows: ResamplingWeights, of value: (Float) -> Float
  ) -> [Float] {
    let targets = columns.starts.count
    let count = targets * rows.starts.count * channels
    return [Float](unsafeUninitializedCapacity: count) { target, initialised in
      target.initialize(repeating: 0)
      var line = [Float](repeating: 0, count: width * channels)
      for y in rows.starts.indices {
        // Rows first: adding whole rows is a loop over neighbours, which vectorises.
        line.withUnsafeMutableBufferPointer { line in
          gather(row: y, of: value, by: rows, into: line)
          for x in 0..<targets {
            spread(
              line, to: x, by: columns, into: target, from: (y &* targets &+ x) &* channels)
          }
        }
      }
      initialised = count
    }
  }

  /// One target row at the source's width: a weighted sum of source rows.
  private func gather(
    row: Int, of value: (Float) -> Float, by weights: ResamplingWeights,
    into line: UnsafeMutableBufferPointer<Float>
  ) {
    line.update(repeating: 0)
    values.withUnsafeBufferPointer { values in
      for tap in 0..<weights.taps {
        let weight = weights.values[row * weights.taps + tap]
        if weight == 0 { continue }
        let start = (Int(weights.starts[row]) + tap) * line.count
        for i in 0..<line.count { line[i] += weight * value(values[start &+ i]) }
      }
    }
  }

  /// One target pixel: a weighted sum along a row.
  private func spread(
    _ line: UnsafeMutableBufferPointer<Float>, to column: Int, by weights: ResamplingWeights,
    into target: UnsafeMutableBufferPointer<Float>, from offset: Int
  ) {
    let start = Int(weights.starts[column]) &* channels
    for tap in 0..<weights.taps {
      let weight = weights.values[column &* weights.taps &+ tap]
      for channel in 0..<channels {
        target[offset &+ channel] += weight * line[start &+ tap &* channels &+ channel]
      }
    }
  }
}
