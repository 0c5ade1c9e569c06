/// One named line or group of marks in a figure, and how the legend shows it.
struct Series: Sendable {
  /// What the legend calls it.
  let name: String
  /// The number or words beside the name.
  let value: String
  /// Style classes: a colour and a dash, so that hue is never alone.
  let style: String
  /// Whether the legend shows a dot rather than a line.
  var isDot = false
  /// Galaxies that a click on the entry selects.
  var pick: Pick? = nil

  /// Colours of the style sheet: `c0`, `c1` and so on.
  static let colours = 10
  /// Dashes of the style sheet; the first is a whole line.
  static let dashes = ["", " dash", " dots", " dashdot", " long", " twin"]

  /// Style of the series at a place in a list; of the first sixty no two have one colour and one dash.
  ///
  /// Neighbours differ in both. Any two colours differ by ΔE 10 and more, also to the colour-blind.
  static func style(at index: Int) -> String {
    let dash = dashes[(index % colours + index / colours) % dashes.count]
    return "series c\(index % colours)\(dash)"
  }

  /// Style of a dot at a place in a list: round and square by turns.
  static func dotStyle(at index: Int) -> String {
    "series dot c\(index % colours)" + ((index + index / colours) % 2 == 1 ? " square" : "")
  }
}
