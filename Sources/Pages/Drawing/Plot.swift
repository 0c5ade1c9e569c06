/// A framed coordinate system that curves, dots and bars are drawn into.
struct Plot {
  let x: Axis
  let y: Axis
  private(set) var canvas: SVGCanvas
  private let left: Double
  private let top = 10.0
  private let right: Double
  private let bottom: Double

  /// An empty plot with grid, ticks and axis labels.
  init(x: Axis, y: Axis, width: Double = 420, height: Double = 360) {
    self.x = x
    self.y = y
    // Tabular digits of the 13-unit labels are about 7.4 units wide.
    let widest = y.ticks.map { y.text($0).count }.max() ?? 1
    left = 34 + Double(widest) * 7.4
    right = width - 14 - Double(x.ticks.last.map { x.text($0).count } ?? 1) * 2.4
    bottom = height - 46
    canvas = SVGCanvas(width: width, height: height)
    drawFrame()
  }

  /// Where a pair of values lies on the canvas.
  func place(_ xValue: Double, _ yValue: Double) -> Point {
    Point(
      x: left + x.place(xValue) * (right - left), y: bottom - y.place(yValue) * (bottom - top))
  }

  /// A curve through points; points closer than half a unit to the last drawn one are left out.
  mutating func curve(_ xs: [Double], _ ys: [Double], style: String) {
    var points: [Point] = []
    let count = min(xs.count, ys.count)
    for index in 0..<count {
      let point = place(xs[index], ys[index])
      if let last = points.last, index < count - 1 {
        guard abs(point.x - last.x) + abs(point.y - last.y) >= 0.5 else { continue }
      }
      points.append(point)
    }
    canvas.polyline(points, style: style)
  }

  /// The area between two curves over the same places.
  mutating func band(_ xs: [Double], from lower: [Double], to upper: [Double], style: String) {
    let there = zip(xs, lower).map { place($0, $1) }
    let back = zip(xs, upper).map { place($0, $1) }.reversed()
    canvas.polygon(there + back, style: style)
  }

  /// A straight line between two pairs of values.
  mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double), style: String) {
    canvas.line(from: place(a.x, a.y), to: place(b.x, b.y), style: style)
  }

  /// A round mark, with a tip that shows on hover.
  mutating func mark(
    _ xValue: Double, _ yValue: Double, radius: Double = 4, style: String, tip: String? = nil,
    pick: Pick? = nil
  ) {
    canvas.circle(at: place(xValue, yValue), radius: radius, style: style, tip: tip, pick: pick)
  }

  /// Many small dots of one style.
  mutating func dots(_ values: [(x: Double, y: Double)], style: String) {
    canvas.dots(values.map { place($0.x, $0.y) }, style: style)
  }

  /// An upright stripe over the whole height, invisible but for its tip and what it picks.
  mutating func stripe(from lower: Double, to upper: Double, tip: String, pick: Pick) {
    let start = place(lower, y.lower)
    canvas.rectangle(
      x: start.x, y: top, width: place(upper, y.lower).x - start.x, height: bottom - top,
      style: "stripe", tip: tip, pick: pick)
  }

  /// The finished drawing, with the scales that hovering reads values by.
  func svg(id: String, title: String, summary: String) -> String {
    let across = x.scale(from: left, to: right)
    let up = y.scale(from: bottom, to: top)
    return canvas.svg(
      id: id, title: title, summary: summary,
      scales: " data-x=\"\(across)\" data-y=\"\(up)\"")
  }

  private mutating func drawFrame() {
    for tick in y.ticks {
      let point = place(x.lower, tick)
      canvas.line(from: point, to: Point(x: right, y: point.y), style: "grid")
      canvas.text(
        y.text(tick), at: Point(x: left - 8, y: point.y + 4.5), anchor: .end, style: "tick")
    }
    for tick in x.ticks {
      let point = place(tick, y.lower)
      canvas.line(from: Point(x: point.x, y: top), to: point, style: "grid")
      canvas.text(
        x.text(tick), at: Point(x: point.x, y: bottom + 19), anchor: .middle, style: "tick")
    }
    canvas.line(from: Point(x: left, y: bottom), to: Point(x: right, y: bottom), style: "axis")
    canvas.line(from: Point(x: left, y: top), to: Point(x: left, y: bottom), style: "axis")
    canvas.text(
      x.label, at: Point(x: (left + right) / 2, y: bottom + 40), anchor: .middle, style: "label")
    canvas.text(
      y.label, at: Point(x: 14, y: (top + bottom) / 2), anchor: .middle, style: "label",
      turned: true)
  }
}
