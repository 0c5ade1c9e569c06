extension FloatRaster {
  /// The picture resampled to another size, anti-aliased in both directions.
  ///
  /// Pixels without data take no part: the weights of the others are scaled up to sum to 1
  /// (normalized convolution, Knutsson & Westin 1993). Where they make up less than half of a
  /// target pixel's weight, it has no data either. Infinite values count as no data.
  package func resized(
    width newWidth: Int, height newHeight: Int, filter: ResamplingFilter = .lanczos
  ) -> FloatRaster {
    precondition(
      width > 0 && height > 0 && newWidth > 0 && newHeight > 0,
      "resizing needs pixels on both sides, not \(width)×\(height) to \(newWidth)×\(newHeight)")
    if newWidth == width && newHeight == height { return self }
    let columns = ResamplingWeights.of(width, to: newWidth, filter: filter)
    let rows = ResamplingWeights.of(height, to: newHeight, filter: filter)
    if values.allSatisfy(\.isFinite) {
      return FloatRaster(
        width: newWidth, height: newHeight, channels: channels,
        values: convolved(values, columns: columns, rows: rows))
    }
    let light = convolved(
      values.map { $0.isFinite ? $0 : 0 }, columns: columns, rows: rows)
    let cover = convolved(values.map { $0.isFinite ? 1 : 0 }, columns: columns, rows: rows)
    return FloatRaster(
      width: newWidth, height: newHeight, channels: channels,
      values: zip(light, cover).map { $1 < 0.5 ? .nan : $0 / $1 })
  }

  private func convolved(
    _ values: [Float], columns: ResamplingWeights, rows: ResamplingWeights
  ) -> [Float] {
    let targets = columns.starts.count
    let count = targets * rows.starts.count * channels
    return [Float](unsafeUninitializedCapacity: count) { target, initialised in
      target.initialize(repeating: 0)
      var line = [Float](repeating: 0, count: width * channels)
      for y in rows.starts.indices {
        // Rows first: adding whole rows is a loop over neighbours, which vectorises.
        line.withUnsafeMutableBufferPointer { line in
          gather(row: y, of: values, by: rows, into: line)
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
    row: Int, of values: [Float], by weights: ResamplingWeights,
    into line: UnsafeMutableBufferPointer<Float>
  ) {
    line.update(repeating: 0)
    values.withUnsafeBufferPointer { values in
      for tap in 0..<weights.taps {
        let weight = weights.values[row * weights.taps + tap]
        if weight == 0 { continue }
        let start = (Int(weights.starts[row]) + tap) * line.count
        for i in 0..<line.count { line[i] += weight * values[start &+ i] }
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
