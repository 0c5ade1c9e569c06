import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a whole page as XML and collects what the tests ask about.
final class PageChecker: NSObject, XMLParserDelegate {
  private(set) var drawings: [(hasTitle: Bool, hasDescription: Bool)] = []
  private(set) var identifiers: [String] = []
  private(set) var sources: [String] = []
  private(set) var links: [String] = []
  private(set) var imagesWithoutWords = 0
  private(set) var scripts = 0
  /// What the page's figures select from, as it stands in the page.
  private(set) var block = ""
  private(set) var text = ""
  private(set) var isWellFormed = false
  private(set) var message = ""
  private var isBlock = false
  private var path: [String] = []

  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
    if let error = parser.parserError { message = "line \(parser.lineNumber): \(error)" }
  }

  /// The numbers of the page's first JSON download.
  func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let prefix = "data:application/json;charset=utf-8;base64,"
    let link = try #require(links.first { $0.hasPrefix(prefix) })
    let data = try #require(Data(base64Encoded: String(link.dropFirst(prefix.count))))
    return try JSONDecoder().decode(type, from: data)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if let id = attributes["id"] { identifiers.append(id) }
    if let source = attributes["src"] { sources.append(source) }
    if let link = attributes["href"] { links.append(link) }
    switch name {
    case "svg" where attributes["role"] == "img": drawings.append((false, false))
    case "title" where path.last == "svg": drawings[drawings.count - 1].hasTitle = true
    case "desc" where path.last == "svg": drawings[drawings.count - 1].hasDescription = true
    case "img" where (attributes["alt"] ?? "").isEmpty: imagesWithoutWords += 1
    case "script" where attributes["type"] == nil: scripts += 1
    default: break
    }
    isBlock = attributes["id"] == "galaxy-data"
    path.append(name)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isBlock, path.last == "script" { block += string }
    if !path.contains("style"), !path.contains("script") { text += string }
  }
}
