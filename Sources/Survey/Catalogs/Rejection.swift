/// An object that was left out, and why.
package struct Rejection: Error, Equatable, Codable, CustomStringConvertible {
  /// The file, with the row where the catalog has rows.
  package var source: String
  /// A sentence without the source.
  package var reason: String

  package init(source: String, reason: String) {
    self.source = source
    self.reason = reason
  }

  package var description: String { "\(source): \(reason)" }
}
