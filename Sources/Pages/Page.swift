import Digests
import Foundation
import Mustache

/// A whole report page: head, headlines, facts and sections in one file that needs no network.
struct Page: Sendable {
  let title: String
  let lead: String
  let headlines: [Headline]
  let facts: [RunFact]
  /// Settings that stand folded below the facts.
  var details: [RunFact] = []
  let sections: [PageSection]
  /// What the figures' marks select from.
  var table: GalaxyTable? = nil

  func html() throws(PagesError) -> String {
    var parts: [[String: Any]] = []
    for section in sections {
      var blocks: [String] = []
      for block in section.blocks { blocks.append(try block.html()) }
      parts.append([
        "id": section.id, "title": section.title.escaped,
        "body": blocks.joined(separator: "\n"),
      ])
    }
    // What lies between the tags to the letter, as the browser's check of its digest wants it.
    let script = "\n//<![CDATA[\n\(self.script)\n//]]>\n"
    // Every value is HTML by now; the template escapes nothing.
    let context: [String: Any] = [
      "title": title.escaped, "lead": lead.escaped, "style": style, "script": script,
      "scriptDigest": Self.digest(script), "hasData": table != nil, "data": table?.block ?? "",
      "summary": try PageSummary(title: title, headlines: headlines, facts: facts).element(),
      "headlines": headlines.map {
        ["name": $0.name.escaped, "value": $0.value.escaped, "note": $0.note.escaped]
      },
      "facts": facts.map { ["name": $0.name.nameHTML(), "value": $0.value.escaped] },
      "hasFacts": !facts.isEmpty, "hasDetails": !details.isEmpty,
      "details": details.map { ["name": $0.name.nameHTML(), "value": $0.value.escaped] },
      "sections": parts,
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
        PackageResources.picks_js, PackageResources.map_js, PackageResources.shares_js,
        PackageResources.threshold_js,
      ]
    }
    return "(function () {\n\"use strict\";\n" + parts.map(text).joined() + "}());"
  }

  /// The digest by which the page's policy knows its own script, and lets no other run.
  private static func digest(_ script: String) -> String {
    let hex = Array(SHA256.hexDigest(of: Array(script.utf8)))
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(hex[$0...$0 + 1]), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
