/// A class of the person's own vocabulary, and how much the ranking weighs it.
package struct HuntInterest: Sendable, Equatable, Codable {
  /// What the person calls it.
  package let name: String
  /// Its weight: the ranking's score is the sum over the classes of weight times probability; 0 for
  /// what is not hunted.
  package let weight: Double

  /// Whether it is hunted.
  var isHunted: Bool { weight > 0 }

  /// A class with its weight.
  package init(name: String, weight: Double) {
    self.name = name
    self.weight = weight
  }
}
