import Mustache

/// A whole report page: head, headlines, facts and sections in one file that needs no network.
struct Page: Sendable {
  let title: String
  let lead: String
  let headlines: [Headline]
  let facts: [RunFact]
  let sections: [PageSection]
  /// What the figures' marks select from.
  var table: GalaxyTable? = nil

  func html() throws(PagesError) -> String {
    var parts: [[String: Any]] = []
    for section in sections {
      var blocks: [String] = []
      for block in section.blocks { blocks.append(try block.html()) }
      parts.append([
        "id": section.id, "title": section.title, "body": blocks.joined(separator: "\n"),
      ])
    }
    let context: [String: Any] = [
      "title": title.printable, "lead": lead.printable, "style": style,
      "script": script, "hasData": table != nil, "data": table?.block ?? "",
      "headlines": headlines.map { ["name": $0.name, "value": $0.value, "note": $0.note] },
      "facts": facts.map { ["name": $0.name.printable, "value": $0.value.printable] },
      "hasFacts": !facts.isEmpty, "sections": parts,
    ]
    do {
      return try MustacheTemplate(string: text(PackageResources.page_mustache)).render(context)
    } catch {
      throw .template(name: "page.mustache", message: "\(error)")
    }
  }

  private var style: String {
    text(PackageResources.report_css) + text(PackageResources.alive_css)
  }

  /// All scripts in one function, so that nothing of them is visible from outside.
  private var script: String {
    var parts = [PackageResources.report_js, PackageResources.hover_js]
    if table != nil {
      parts += [
        PackageResources.data_js, PackageResources.gallery_js, PackageResources.lightbox_js,
        PackageResources.picks_js, PackageResources.map_js, PackageResources.threshold_js,
      ]
    }
    return "(function () {\n\"use strict\";\n" + parts.map(text).joined() + "}());"
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
