/// The brightness and the noise of the empty sky in one band of a picture.
struct SkyLevel: Equatable {
  /// Median of the sky, in the picture's units.
  var level: Float = 0
  /// Standard deviation of the sky; 0 where there is no noise to measure.
  var noise: Float = 0

  /// Measures the pixels that are left when galaxies and stars are clipped away.
  ///
  /// Light only adds, so the noise is taken from the pixels below the median: 1.4826 times their
  /// median distance from it. What lies three deviations above is clipped until nothing changes.
  init(of values: some Sequence<Float>) {
    var sky = values.filter(\.isFinite).sorted()[...]
    for _ in 0..<20 where !sky.isEmpty {
      level = sky[sky.startIndex + sky.count / 2]
      let below = level - sky[sky.startIndex + sky.count / 4]
      // The median distance of the lower half is that of the quartile.
      noise = below * 1.4826
      let limit = level + 3 * noise
      let end = sky.firstIndex { $0 > limit } ?? sky.endIndex
      if end == sky.endIndex || noise == 0 { break }
      sky = sky[..<end]
    }
  }
}
