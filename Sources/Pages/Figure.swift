/// A drawing with its words: what every report figure provides.
///
/// A new figure is one file in `Figures/` and one `.figure(…)` line in a report's sections.
protocol Figure: Sendable {
  /// Name of the element, unique within a page: letters, digits and hyphens.
  var id: String { get }
  /// Short heading.
  var title: String { get }
  /// What the drawing shows, in words, for those who cannot see it.
  var summary: String { get }
  /// How to read it; stands below the drawing.
  var caption: String { get }
  /// Entries of the legend, in the order of the drawing.
  var legend: [Series] { get }
  /// Whether the drawing takes the whole width of the page.
  var isWide: Bool { get }
  /// The numbers behind the drawing.
  var table: DataTable { get }
  /// The drawing itself: usually inline SVG.
  func drawing() -> String
}

extension Figure {
  var legend: [Series] { [] }
  var isWide: Bool { false }

  /// The figure as HTML: heading, drawing, legend, caption and the numbers folded away.
  var html: String {
    let entries = legend.map { series in
      let shape =
        series.isDot
        ? "<path class=\"\(series.style.escaped)\" d=\"M22 6h0\"/>"
        : "<line class=\"\(series.style.escaped)\" x1=\"0\" y1=\"6\" x2=\"44\" y2=\"6\"/>"
      return """
        <li><svg class="key" viewBox="0 0 44 12" aria-hidden="true">\(shape)</svg>\
        <span class="name"\(series.pick?.attributes ?? "")>\(series.name.nameHTML())</span>\
        <span class="value">\(series.value.escaped)</span></li>
        """
    }
    let key =
      entries.isEmpty ? "" : "\n<ul class=\"legend\">\n\(entries.joined(separator: "\n"))\n</ul>"
    return """
      <figure id="\(id.escaped)"\(isWide ? " class=\"wide\"" : "")>
      <h3>\(title.escaped)</h3>
      <div class="plot"><div class="drawing">\(drawing())</div>\(key)</div>
      <figcaption>\(caption.escaped)</figcaption>
      <details><summary>The numbers</summary>
      \(table.html)
      </details>
      </figure>
      """
  }
}
