/// A number at the top of a report.
package struct Headline: Sendable, Equatable, Codable {
  /// What it is.
  package let name: String
  /// The number, as text.
  package let value: String
  /// Its interval, and what to hold it against.
  package let note: String

  /// A number with its words.
  package init(name: String, value: String, note: String) {
    self.name = name
    self.value = value
    self.note = note
  }
}
