/// The pages that a hunt keeps, newest first, with the numbers at the top of each.
package struct ReportIndex: Sendable {
  /// A page as it was at one time.
  package struct Entry: Sendable {
    /// Heading of its kind, such as `Classifier`.
    package let kind: String
    /// When it was written, as people read it.
    package let written: String
    /// Where it lies, below the folder of this page; nil where only its numbers are kept.
    package let path: String?
    /// What it says of itself.
    package let summary: PageSummary

    /// A page at a time.
    package init(kind: String, written: String, path: String?, summary: PageSummary) {
      self.kind = kind
      self.written = written
      self.path = path
      self.summary = summary
    }
  }

  let title: String
  let entries: [Entry]

  /// A list of pages in the order to show; those of one kind stand together.
  package init(title: String, entries: [Entry]) {
    self.title = title
    self.entries = entries
  }

  /// The page.
  package func html() throws(PagesError) -> String {
    var kinds: [String] = []
    for entry in entries where !kinds.contains(entry.kind) { kinds.append(entry.kind) }
    return try Page(
      title: title, lead: "Reports of this hunt as they were written, the newest first.",
      headlines: [], facts: [],
      sections: kinds.enumerated().map { index, kind in
        PageSection(
          id: "kind-\(index + 1)", title: kind,
          blocks: [.links(table(kind, entries.filter { $0.kind == kind }))])
      }
    ).html()
  }

  /// A row for each page; a column for each number that any of them has at its top.
  private func table(_ kind: String, _ entries: [Entry]) -> LinkTable {
    var names: [String] = []
    for entry in entries {
      for headline in entry.summary.headlines where !names.contains(headline.name) {
        names.append(headline.name)
      }
    }
    return LinkTable(
      caption: "\(kind): \(Numbers.count(entries.count)) kept, times in UTC",
      columns: ["Written"] + names,
      rows: entries.map { entry in
        LinkTable.Row(
          path: entry.path, name: entry.written,
          cells: names.map { name in
            entry.summary.headlines.first { $0.name == name }.map { ($0.value, $0.note) }
              ?? ("–", "")
          })
      })
  }
}

/// A table whose rows lead to other pages.
struct LinkTable: Sendable {
  struct Row: Sendable {
    let path: String?
    let name: String
    /// What is shown, and what it means.
    let cells: [(text: String, title: String)]
  }

  let caption: String
  let columns: [String]
  let rows: [Row]

  var html: String {
    let head = columns.enumerated().map { index, name in
      "<th scope=\"col\"\(index == 0 ? "" : " class=\"number\"")>\(name.escaped)</th>"
    }
    let body = rows.map { row in
      let name = row.path.map { "<a href=\"\($0.escaped)\">\(row.name.escaped)</a>" }
      let cells = row.cells.map {
        "<td class=\"number\" title=\"\($0.title.escaped)\">\($0.text.escaped)</td>"
      }
      return "<tr><th scope=\"row\">\(name ?? row.name.escaped)</th>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(caption.escaped)"><table>
      <caption>\(caption.escaped)</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody></table></div>
      """
  }
}
