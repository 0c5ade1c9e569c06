/// A named value that describes a run: data, split, seed, version, hardware, settings.
package struct RunFact: Sendable, Equatable, Codable {
  /// What it is.
  package let name: String
  /// Its value, as text.
  package let value: String

  /// A fact of a run.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
