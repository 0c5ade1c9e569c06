/// A class of the person's own vocabulary, as a hunt has it now.
///
/// Its number is its identity; the name is for people and may change.
public struct HuntClass: Sendable, Equatable, Identifiable {
  /// Number in the store; never given to another class.
  public let id: Int64
  /// What the person calls it; unique within the hunt, whatever the case.
  public let name: String
  /// How much the ranking weighs it; 0 for what the person does not hunt.
  public let interest: Double
  /// The key that answers with it in a review, nil where all keys are taken.
  public let key: Character?
  /// Galaxies that carry it now.
  public var answers: Int

  /// A class; interests are validated where they are stored and where they are used.
  public init(id: Int64, name: String, interest: Double, key: Character? = nil, answers: Int = 0) {
    self.id = id
    self.name = name
    self.interest = interest
    self.key = key
    self.answers = answers
  }

  /// Whether galaxies of it are looked for.
  public var isHunted: Bool { interest > 0 }
}
