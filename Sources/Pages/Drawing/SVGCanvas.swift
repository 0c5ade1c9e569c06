/// A point of a drawing, in SVG user units, y downwards.
struct Point: Equatable {
  var x: Double
  var y: Double
}

/// Collects the shapes of one inline SVG; colours come from the page's style sheet by class name.
struct SVGCanvas {
  /// Where a text stands relative to its point.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  let width: Double
  let height: Double
  private var elements: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(from a: Point, to b: Point, style: String) {
    elements.append(
      "<line class=\"\(style.escaped)\" x1=\"\(n(a.x))\" y1=\"\(n(a.y))\" "
        + "x2=\"\(n(b.x))\" y2=\"\(n(b.y))\"/>")
  }

  mutating func polyline(_ points: [Point], style: String) {
    guard points.count > 1 else { return }
    let list = points.map { "\(fine($0.x)),\(fine($0.y))" }.joined(separator: " ")
    elements.append("<polyline class=\"\(style.escaped)\" points=\"\(list)\"/>")
  }

  mutating func polygon(_ points: [Point], style: String) {
    guard points.count > 2 else { return }
    let list = points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
    elements.append("<polygon class=\"\(style.escaped)\" points=\"\(list)\"/>")
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: String, tip: String? = nil,
    pick: Pick? = nil
  ) {
    let shape =
      "<rect class=\"\(style.escaped)\" x=\"\(n(x))\" y=\"\(n(y))\" "
      + "width=\"\(n(max(width, 0)))\" height=\"\(n(max(height, 0)))\"\(pick?.attributes ?? "")"
    append(shape, tip: tip, closing: "rect")
  }

  mutating func circle(
    at center: Point, radius: Double, style: String, tip: String? = nil, pick: Pick? = nil
  ) {
    let shape =
      "<circle class=\"\(style.escaped)\" cx=\"\(n(center.x))\" cy=\"\(n(center.y))\" "
      + "r=\"\(n(radius))\"\(pick?.attributes ?? "")"
    append(shape, tip: tip, closing: "circle")
  }

  /// Many equal dots as one path: a few bytes a dot.
  mutating func dots(_ points: [Point], style: String) {
    guard !points.isEmpty else { return }
    let path = points.map { "M\(n($0.x)) \(n($0.y))h0" }.joined()
    elements.append("<path class=\"\(style.escaped)\" d=\"\(path)\"/>")
  }

  mutating func text(
    _ text: String, at point: Point, anchor: Anchor = .start, style: String = "label",
    turned: Bool = false
  ) {
    let turn = turned ? " transform=\"rotate(-90 \(n(point.x)) \(n(point.y)))\"" : ""
    elements.append(
      "<text class=\"\(style.escaped)\" x=\"\(n(point.x))\" y=\"\(n(point.y))\" "
        + "text-anchor=\"\(anchor.rawValue)\"\(turn)>\(text.escaped)</text>")
  }

  /// The finished element, named and described for those who cannot see it.
  ///
  /// - Parameter scales: where the values lie, as `data-` attributes that hovering reads.
  func svg(id: String, title: String, summary: String, scales: String = "") -> String {
    let name = id.escaped
    return """
      <svg viewBox="0 0 \(n(width)) \(n(height))" role="img" \
      aria-labelledby="\(name)-title \(name)-desc"\(scales)>
      <title id="\(name)-title">\(title.escaped)</title>
      <desc id="\(name)-desc">\(summary.escaped)</desc>
      \(elements.joined(separator: "\n"))
      </svg>
      """
  }

  private mutating func append(_ shape: String, tip: String?, closing tag: String) {
    guard let tip else { return elements.append(shape + "/>") }
    elements.append("\(shape)><title>\(tip.escaped)</title></\(tag)>")
  }

  /// A coordinate to a hundredth, fine enough to read three digits of a value from a curve.
  private func fine(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((value * 100).rounded())
    guard hundredths % 10 != 0 else { return n(value) }
    let rest = abs(hundredths) % 100
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A coordinate to a tenth of a unit, without a trailing zero.
  private func n(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((value * 10).rounded())
    let whole = abs(tenths) / 10
    let rest = abs(tenths) % 10
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }
}
