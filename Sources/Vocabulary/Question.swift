/// A question that a round asked about a galaxy, with what holds of it now.
public struct Question: Sendable, Equatable, Identifiable {
  /// Number in the store.
  public let id: Int64
  /// Number of its round within the hunt, from 1.
  public let round: Int
  /// Place in the round, from 1.
  public let position: Int
  /// Number of the galaxy in the store.
  public let galaxy: Int64
  /// The survey's own name of the galaxy.
  public let objectID: String
  /// Right ascension in degrees, 0 to 360.
  public let ra: Double?
  /// Declination in degrees, −90 to 90.
  public let dec: Double?
  /// Redshift z.
  public let redshift: Double?
  /// The catalog's own class of the galaxy, which a person who answers is not shown.
  public let knownClass: String?
  /// The query arm that chose it, by the name of its `Arm`; a newer version may know more arms.
  public let arm: String
  /// The arm's score of it.
  public let score: Double
  /// What the head gave each class when it was chosen, in 0...1; what a class that was merged since
  /// was given is part of the class that took its place.
  public let probabilities: [HuntClass.ID: Double]
  /// What the head left for kinds that are like no class; nil where it was not asked.
  public let reserve: Double?
  /// Why it is asked, one sentence.
  public let why: String
  /// The class that the galaxy now carries, nil where it was skipped or not answered.
  public let label: HuntClass.ID?
  /// Whether it still waits for an answer or a skip.
  public let isOpen: Bool

  /// A question with all that is known of it.
  public init(
    id: Int64, round: Int = 1, position: Int = 1, galaxy: Int64, objectID: String,
    ra: Double? = nil, dec: Double? = nil, redshift: Double? = nil, knownClass: String? = nil,
    arm: String = "random", score: Double = 0,
    probabilities: [HuntClass.ID: Double] = [:], reserve: Double? = nil, why: String = "",
    label: HuntClass.ID? = nil,
    isOpen: Bool = true
  ) {
    self.id = id
    self.round = round
    self.position = position
    self.galaxy = galaxy
    self.objectID = objectID
    self.ra = ra
    self.dec = dec
    self.redshift = redshift
    self.knownClass = knownClass
    self.arm = arm
    self.score = score
    self.probabilities = probabilities
    self.reserve = reserve
    self.why = why
    self.label = label
    self.isOpen = isOpen
  }
}

extension Question {
  /// A galaxy that somebody looked up, in the shape of a question that no round asked.
  package static func lookedUp(
    galaxy: Int64, objectID: String, ra: Double? = nil, dec: Double? = nil,
    redshift: Double? = nil, knownClass: String? = nil, label: HuntClass.ID? = nil
  ) -> Question {
    Question(
      id: .min + galaxy, round: 0, position: 0, galaxy: galaxy, objectID: objectID, ra: ra,
      dec: dec,
      redshift: redshift, knownClass: knownClass, arm: "your search", label: label,
      isOpen: label == nil)
  }

  /// Whether no round asked it: its number is of no question in the store.
  package var isLookedUp: Bool { round == 0 }

  /// Its number where a round asked it.
  package var asked: Question.ID? { isLookedUp ? nil : id }
}
