/// A float picture with any number of bands: rows from the top, channels interleaved.
///
/// A value that is not a number stands for a pixel without data, such as one beyond a survey's
/// edge or under a mask.
///
/// ```swift
/// let bands = FloatRaster(width: 64, height: 64, channels: 3, values: flux)
/// bands[10, 20, 2]   // x 10, y 20, third band
/// ```
package struct FloatRaster: Sendable {
  /// Pixels a row.
  package let width: Int
  /// Rows.
  package let height: Int
  /// Bands a pixel.
  package let channels: Int
  /// `height × width × channels` values, row-major, in the survey's own units.
  package var values: [Float]

  /// A picture from `height × width × channels` values.
  package init(width: Int, height: Int, channels: Int, values: [Float]) {
    precondition(
      width >= 0 && height >= 0 && channels >= 0 && values.count == width * height * channels,
      "a \(width)×\(height) picture of \(channels) bands has \(width * height * channels) values, "
        + "not \(values.count)")
    self.width = width
    self.height = height
    self.channels = channels
    self.values = values
  }

  /// A picture of one value.
  package init(width: Int, height: Int, channels: Int, filling value: Float = 0) {
    self.init(
      width: width, height: height, channels: channels,
      values: [Float](repeating: value, count: width * height * channels))
  }

  /// The value of a band at column `x`, row `y`.
  package subscript(x: Int, y: Int, channel: Int) -> Float {
    get { values[(y * width + x) * channels + channel] }
    set { values[(y * width + x) * channels + channel] = newValue }
  }
}

extension FloatRaster: Equatable {
  /// Missing data equals missing data, unlike the numbers that stand for it.
  package static func == (one: FloatRaster, other: FloatRaster) -> Bool {
    one.width == other.width && one.height == other.height && one.channels == other.channels
      && zip(one.values, other.values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
