/// One named line or group of marks in a figure, and how the legend shows it.
struct Series: Sendable {
  /// What the legend calls it.
  let name: String
  /// The number or words beside the name.
  let value: String
  /// Style classes: a colour and, past the first five, a dash, so that hue is never alone.
  let style: String
  /// Whether the legend shows a dot rather than a line.
  var isDot = false
  /// Galaxies that a click on the entry selects.
  var pick: Pick? = nil

  /// Style of the series at a place in a list: ten colours, and a dash that changes every five.
  static func style(at index: Int) -> String {
    let dash = ["", " dash", " dots"][(index / 5) % 3]
    return "series c\(index % 10)\(dash)"
  }

  /// Style of a dot at a place in a list: round for the first five, then square.
  static func dotStyle(at index: Int) -> String {
    "series dot c\(index % 10)" + ((index / 5) % 2 == 1 ? " square" : "")
  }
}
