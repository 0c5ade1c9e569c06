import Evaluation

extension Plot {
  /// Bands that are drawn together; of more, each shows when its legend entry is pointed at.
  static let mostBands = 4

  /// Bands of curves, in the order of the legend.
  mutating func bands(_ bands: [[CurveBands.Place]?]) {
    let isCrowded = bands.count { $0 != nil } > Self.mostBands
    for (index, places) in bands.enumerated() {
      guard let places else { continue }
      band(
        places.map(\.at), from: places.map(\.lower), to: places.map(\.upper),
        style: "band c\(index % Series.colours) b\(index)" + (isCrowded ? " quiet" : ""))
    }
  }
}

extension Optional<[CurveBands.Place]> {
  /// A value with the bounds of its band, which tells them at the places of `CurveBands`.
  func withBounds(at place: Double, _ value: Double) -> String {
    let bounds = self?.first { $0.at == place }
    return Numbers.rate(value)
      + (bounds.map { " (\(Numbers.rate($0.lower))–\(Numbers.rate($0.upper)))" } ?? "")
  }
}
