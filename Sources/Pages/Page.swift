import Digests
import Foundation
import Mustache

/// A whole report page: head, headlines, facts and sections in one file that needs no network.
struct Page: Sendable {
  let title: String
  let lead: String
  let headlines: [Headline]
  let facts: [RunFact]
  let sections: [PageSection]

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
    let script = "\n\(self.script)\n"
    // Every value is HTML by now; the template escapes nothing.
    let context: [String: Any] = [
      "title": title.escaped, "lead": lead.escaped, "style": style, "script": script,
      "scriptDigest": Self.digest(script),
      "summary": try PageSummary(title: title, headlines: headlines, facts: facts).element(),
      "headlines": headlines.map {
        ["name": $0.name.escaped, "value": $0.value.escaped, "note": $0.note.escaped]
      },
      "facts": facts.map { ["name": $0.name.nameHTML(), "value": $0.value.escaped] },
      "hasFacts": !facts.isEmpty, "sections": parts,
    ]
    do {
      return try MustacheTemplate(string: text(PackageResources.page_mustache)).render(context)
    } catch {
      throw .template(name: "page.mustache", message: "\(error)")
    }
  }

  private var style: String { text(PackageResources.report_css) }

  private var script: String { text(PackageResources.report_js) }

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
