import Imaging

/// One piece of a section, in reading order.
enum Block: Sendable {
  /// A paragraph of text.
  case paragraph(String)
  /// A sentence in place of what there is no data for.
  case absent(String)
  /// A drawing.
  case figure(any Figure)
  /// A table whose rows lead to other pages.
  case links(LinkTable)
  /// Drawings side by side where there is room.
  case figures([any Figure])
  /// A table shown in full.
  case table(DataTable)
  /// Pictures with their words.
  case gallery(title: String, items: [GalleryItem])
  /// Rows of pictures that belong together, such as a galaxy and its reconstruction.
  case strips(PictureStrips)
  /// A heading within the section.
  case heading(String)
  /// Pictures without words of their own.
  case pictures([Raster], words: String)
  /// Where scripts run: curves of purity and completeness with a threshold to move.
  case thresholdExplorer
  /// Where scripts run: a button that saves the table of galaxies; in any case what lies beside.
  case tableFiles(name: String)
  /// Blocks that are hidden until somebody asks for them.
  indirect case folded(String, [Block])
  /// Files to download, contained in the page.
  case downloads([Download])

  func html() throws(PagesError) -> String {
    switch self {
    case .paragraph(let text): return "<p>\(text.escaped)</p>"
    case .absent(let text): return "<p class=\"absent\">\(text.escaped)</p>"
    case .figure(let figure): return figure.html
    case .figures(let figures):
      return "<div class=\"pair\">\(figures.map { $0.html }.joined(separator: "\n"))</div>"
    case .table(let table): return table.html
    case .links(let table): return table.html
    case .gallery(let title, let items):
      var list: [String] = []
      for item in items { list.append(try item.html()) }
      return """
        <h3>\(title.escaped)</h3>
        <ul class="gallery">
        \(list.joined(separator: "\n"))
        </ul>
        """
    case .strips(let strips): return try strips.html()
    case .heading(let text): return "<h3>\(text.escaped)</h3>"
    case .pictures(let rasters, let words):
      var list: [String] = []
      for (index, raster) in rasters.enumerated() {
        let name = "\(words), \(index + 1)"
        let source = try raster.dataURI(for: name)
        list.append(
          "<li><img src=\"\(source)\" alt=\"\(name.escaped)\" width=\"\(raster.width)\" "
            + "height=\"\(raster.height)\" loading=\"lazy\"/></li>")
      }
      return "<ul class=\"gallery samples\">\(list.joined(separator: "\n"))</ul>"
    case .thresholdExplorer:
      return "<div id=\"threshold-explorer\" class=\"explorer\" hidden=\"hidden\"></div>"
    case .tableFiles(let name):
      return """
        <p>Every galaxy of this page with its numbers at full precision lies beside it as \
        \(name.escaped).csv, and all numbers of the page too as \(name.escaped).json. \
        <button type="button" id="save-table" data-file="\(name.escaped).csv" hidden="hidden">\
        Save every galaxy as CSV</button></p>
        """
    case .folded(let words, let blocks):
      var parts: [String] = []
      for block in blocks { parts.append(try block.html()) }
      return """
        <details class="folded"><summary>\(words.escaped)</summary>
        \(parts.joined(separator: "\n"))
        </details>
        """
    case .downloads(let downloads):
      let links = downloads.map { "<li>\($0.html)</li>" }
      return "<ul class=\"downloads\">\(links.joined(separator: "\n"))</ul>"
    }
  }
}

/// A headed part of a report.
struct PageSection: Sendable {
  /// Fragment the table of contents links to.
  let id: String
  let title: String
  let blocks: [Block]
}
