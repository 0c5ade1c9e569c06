import Foundation
import Testing

@testable import Pages

@Suite struct PageTests {
  static let pages: [@Sendable () throws -> String] = [
    { try SampleReports.classifier().html() }, { try SampleReports.hunt().html() },
    { try HuntReport(title: "Empty", interests: [], galaxies: 3).html() },
  ]

  @Test(arguments: pages.indices)
  func isWellFormed(index: Int) throws {
    let page = PageChecker(try Self.pages[index]())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(Set(page.identifiers).count == page.identifiers.count)
    #expect(page.imagesWithoutWords == 0)
    #expect(page.scripts == 1)
  }

  @Test(arguments: pages.indices)
  func loadsNothingFromOutside(index: Int) throws {
    let html = try Self.pages[index]()
    let page = PageChecker(html)
    #expect(page.sources.allSatisfy { $0.hasPrefix("data:image/jpeg;base64,") })
    #expect(
      page.links.allSatisfy {
        $0.hasPrefix("#") || $0.hasPrefix("data:")
          || $0.hasPrefix("https://www.legacysurvey.org/viewer?")
          || $0.hasPrefix("https://aladin.cds.unistra.fr/AladinLite/?")
          || $0.hasPrefix("https://simbad.cds.unistra.fr/simbad/sim-coo?")
      })
    #expect(!html.contains("url(") && !html.contains("@import"))
    #expect(html.contains("default-src 'none'"))
  }

  @Test(arguments: pages.indices)
  func everyFragmentHasItsTarget(index: Int) throws {
    let page = PageChecker(try Self.pages[index]())
    let fragments = page.links.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(fragments.contains("content"))
    #expect(fragments.allSatisfy(page.identifiers.contains))
  }

  @Test(arguments: pages.indices)
  func everyDrawingIsNamedAndDescribed(index: Int) throws {
    let page = PageChecker(try Self.pages[index]())
    #expect(index == 2 || page.drawings.count >= 5)
    #expect(page.drawings.allSatisfy { $0.hasTitle && $0.hasDescription })
  }

  @Test(arguments: [0, 1])
  func hostileNamesStayText(index: Int) throws {
    let html = try Self.pages[index]()
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert"))
    #expect(PageChecker(html).text.contains("<script>alert('x')</script> & \"PGC\u{FFFD}\""))
  }
}
