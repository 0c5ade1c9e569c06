package import Store

/// A question as the person sees it; the catalog's own label is left out on purpose.
package struct ReviewQuestion: Sendable, Equatable, Identifiable {
  /// Number of the question in the store.
  package let id: Int64
  /// Number of the galaxy in the store.
  package let galaxy: Int64
  /// The survey's own name of the galaxy.
  package let objectID: String
  /// Number of the round.
  package let round: Int
  /// Place in the round, from 1.
  package let position: Int
  /// Right ascension in degrees.
  package let ra: Double?
  /// Declination in degrees.
  package let dec: Double?
  /// Redshift z.
  package let redshift: Double?
  /// The query arm that chose it.
  package let arm: String
  /// Why it is asked, one sentence.
  package let why: String
  /// The arm's score of it.
  package let score: Double
  /// What the head gives each class, by name.
  package let probabilities: [String: Double]

  /// A question with all that is shown of it.
  package init(
    id: Int64, galaxy: Int64, objectID: String, round: Int = 1, position: Int = 1,
    ra: Double? = nil, dec: Double? = nil, redshift: Double? = nil, arm: String = "random",
    why: String = "",
    score: Double = 0, probabilities: [String: Double] = [:]
  ) {
    self.id = id
    self.galaxy = galaxy
    self.objectID = objectID
    self.round = round
    self.position = position
    self.ra = ra
    self.dec = dec
    self.redshift = redshift
    self.arm = arm
    self.why = why
    self.score = score
    self.probabilities = probabilities
  }

  /// A stored question.
  package init(_ record: QuestionRecord) {
    self.init(
      id: record.id, galaxy: record.galaxy.id, objectID: record.galaxy.objectID,
      round: record.round, position: record.position, ra: record.galaxy.ra,
      dec: record.galaxy.dec, redshift: record.galaxy.redshift, arm: record.arm, why: record.why,
      score: record.score,
      probabilities: record.probabilities)
  }
}

/// A class as the person sees it.
package struct ReviewClass: Sendable, Equatable {
  /// What it is called.
  package let name: String
  /// The key that answers with it; nil where it has to be typed.
  package let key: Character?
  /// Galaxies that carry it.
  package var count: Int

  /// A class with its key and count.
  package init(name: String, key: Character?, count: Int = 0) {
    self.name = name
    self.key = key
    self.count = count
  }

  /// A stored class.
  package init(_ record: ClassRecord) {
    self.init(name: record.name, key: record.key?.first, count: record.answers)
  }
}
