import Foundation
import Tables

/// A file that the page contains and offers for saving.
struct Download: Sendable {
  let fileName: String
  let mediaType: String
  /// What is in it.
  let words: String
  let content: Data

  /// A CSV file: a header and rows, quoted where needed (RFC 4180).
  static func csv(_ fileName: String, words: String, header: [String], rows: [[String]]) -> Download
  {
    let text = ([header] + rows).map(CSVText.row).joined()
    return Download(
      fileName: fileName, mediaType: "text/csv", words: words, content: Data(text.utf8))
  }

  /// A JSON file with sorted keys.
  static func json(
    _ fileName: String, words: String, _ value: some Encodable
  ) throws(PagesError) -> Download {
    Download(
      fileName: fileName, mediaType: "application/json", words: words,
      content: try encoded(value, for: fileName))
  }

  /// JSON with sorted keys; `name` says what for where it can't be written.
  static func encoded(_ value: some Encodable, for name: String) throws(PagesError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value)
    } catch {
      throw .template(name: name, message: "\(error)")
    }
  }

  var html: String {
    """
    <a download="\(fileName.escaped)" \
    href="data:\(mediaType);charset=utf-8;base64,\(content.base64EncodedString())">\
    \(fileName.escaped)</a> \(words.escaped)
    """
  }
}
