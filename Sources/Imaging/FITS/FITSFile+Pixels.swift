import CFITSIO

extension FITSFile {
  /// A part of the sky in three channels, the picture's bottom row from the lowest row of the file.
  ///
  /// Scaled values, in the file's units; blank pixels and those beyond the image's edges are not a
  /// number. Only the part asked for is read, and of a compressed image the tiles it touches.
  ///
  /// - Parameters:
  ///   - channels: The planes whose mean makes a channel; all are of one size.
  ///   - x: The first column, counted from 0; may lie outside.
  ///   - y: The lowest row, counted from 0 at the bottom; may lie outside.
  func picture(
    of channels: [[FITSPlane]], x: Int, y: Int, width: Int, height: Int
  ) throws(ImagingError) -> FloatRaster {
    var picture = FloatRaster(
      width: width, height: height, channels: channels.count, filling: .nan)
    guard let any = channels.first?.first else { return picture }
    let columns = max(0, x)..<max(0, x, min(any.width, x + width))
    let rows = max(0, y)..<max(0, y, min(any.height, y + height))
    guard !columns.isEmpty && !rows.isEmpty else { return picture }
    let count = channels.count
    var done: Set<FITSPlane> = []
    for plane in channels.joined() where done.insert(plane).inserted {
      let targets = channels.indices.filter { channels[$0].contains(plane) }.map { channel in
        // The first plane of a channel is written, the others are added to it.
        (
          channel, share: 1 / Float(channels[channel].count),
          isFirst: channels[channel][0] == plane
        )
      }
      try picture.values.withUnsafeMutableBufferPointer { values throws(ImagingError) in
        try read(plane, columns: columns, rows: rows) { row, line in
          let start = ((y + height - 1 - row) * width + columns.lowerBound - x) * count
          for (channel, share, isFirst) in targets {
            var target = start + channel
            for value in line {
              values[target] = isFirst ? share * value : values[target] + share * value
              target += count
            }
          }
        }
      }
    }
    return picture
  }

  /// Hands over the rows of a section, from the bottom, in strips of a few megabytes.
  private func read(
    _ plane: FITSPlane, columns: Range<Int>, rows: Range<Int>,
    body: (Int, UnsafeMutableBufferPointer<Float>) -> Void
  ) throws(ImagingError) {
    try move(to: plane.unit)
    try checkTiles(of: plane, columns: columns, rows: rows)
    let stripHeight = min(rows.count, max(1, (1 << 20) / columns.count))
    var lengths = plane.axes
    var steps = [Int](repeating: 1, count: lengths.count)
    var first = [columns.lowerBound + 1, 1] + plane.place.map { $0 + 1 }
    var last = [columns.upperBound, 1] + plane.place.map { $0 + 1 }
    let strip = UnsafeMutableBufferPointer<Float>.allocate(capacity: columns.count * stripHeight)
    defer { strip.deallocate() }
    for bottom in stride(from: rows.lowerBound, to: rows.upperBound, by: stripHeight) {
      let top = min(bottom + stripHeight, rows.upperBound)
      first[1] = bottom + 1
      last[1] = top
      try call("reading the pixels of \(plane.name)") {
        _ = cf_read_section(
          $0, Int32(lengths.count), &lengths, &first, &last, &steps, .nan, strip.baseAddress, &$1)
      }
      for row in bottom..<top {
        let start = (row - bottom) * columns.count
        body(row, UnsafeMutableBufferPointer(rebasing: strip[start..<(start + columns.count)]))
      }
    }
  }
}
