import Foundation

/// What a page says of itself in a few bytes, for a list of pages: it is in the head of each.
package struct PageSummary: Codable, Sendable, Equatable {
  /// The page's heading.
  package let title: String
  /// The numbers at its top.
  package let headlines: [Headline]
  /// What the run was.
  package let facts: [RunFact]

  /// A summary of a page.
  package init(title: String, headlines: [Headline], facts: [RunFact]) {
    self.title = title
    self.headlines = headlines
    self.facts = facts
  }

  /// The summary in a page's head; nil where there is none.
  package init?(ofPage html: String) {
    guard let start = html.range(of: Self.opening),
      let end = html[start.upperBound...].firstIndex(of: "\""),
      let data = Data(base64Encoded: String(html[start.upperBound..<end])),
      let found = try? JSONDecoder().decode(PageSummary.self, from: data)
    else { return nil }
    self = found
  }

  private static let opening = "<meta name=\"ahunt-summary\" content=\""

  /// The element of a page's head that holds it.
  func element() throws(PagesError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      return Self.opening + (try encoder.encode(self).base64EncodedString()) + "\"/>"
    } catch {
      throw .template(name: "page.mustache", message: "\(error)")
    }
  }
}
