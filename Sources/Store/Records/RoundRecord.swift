import GRDB

/// A batch of questions that was asked together.
package struct RoundRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// Number within the hunt, from 1.
  package let number: Int
  /// Questions it was asked to hold.
  package let size: Int
  /// Share of each arm, JSON.
  package let arms: String
  /// Seed of its choice.
  package let seed: Int64
  /// The model whose features it was chosen with.
  package let model: Int64?
  /// What its questions followed from besides, JSON: `classes` with id, name and interest, the
  /// `lastAnswer` that was known, and the finetuned `network` that was asked; nil in old rounds.
  package let basis: String?
  /// ISO-8601.
  package let createdAt: String

  init(row: Row) {
    id = row["id"]
    number = row["number"]
    size = row["size"]
    arms = row["arms"]
    seed = row["seed"]
    model = row["model"]
    basis = row["basis"]
    createdAt = row["createdAt"]
  }
}

/// A question to be asked.
package struct NewQuestion: Sendable {
  /// Number of the galaxy.
  package var galaxy: Int64
  /// The query arm that chose it.
  package var arm: String
  /// The arm's score of it.
  package var score: Double
  /// What the head gave each class when it was chosen.
  package var probabilities: [String: Double]
  /// One sentence for the person.
  package var why: String

  /// A question about one galaxy.
  package init(
    galaxy: Int64, arm: String, score: Double, probabilities: [String: Double] = [:],
    why: String = ""
  ) {
    self.galaxy = galaxy
    self.arm = arm
    self.score = score
    self.probabilities = probabilities
    self.why = why
  }
}

/// A question that was asked, with what holds of it now.
package struct QuestionRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// Number of its round within the hunt.
  package let round: Int
  /// Place in the round, from 1.
  package let position: Int
  /// The galaxy, without pixels.
  package let galaxy: GalaxyRecord
  /// The query arm that chose it.
  package let arm: String
  /// The arm's score of it.
  package let score: Double
  /// What the head gave each class when it was chosen.
  package let probabilities: [String: Double]
  /// One sentence for the person.
  package let why: String
  /// The class the galaxy now carries, nil where it was skipped or not answered.
  package let label: String?
  /// Whether it still waits for an answer or a skip.
  package let isOpen: Bool

  static let query = """
    SELECT \(GalaxyRecord.columns),
      question.id, round.number, question.position, question.arm, question.score,
      question.probabilities, question.why,
      (SELECT class.name FROM currentLabel JOIN class ON class.id = currentLabel.class
       WHERE currentLabel.hunt = question.hunt AND currentLabel.galaxy = question.galaxy),
      NOT EXISTS (
        SELECT 1 FROM standingAnswer
        WHERE standingAnswer.hunt = question.hunt
          AND standingAnswer.galaxy = question.galaxy)
    FROM question
    JOIN round ON round.id = question.round
    JOIN galaxy ON galaxy.id = question.galaxy
    WHERE question.hunt = ?
    """

  init(row: Row) throws(StoreError) {
    galaxy = try GalaxyRecord(row: row)
    id = row[10]
    round = row[11]
    position = row[12]
    arm = row[13]
    score = row[14]
    // Every question has a text here, so nothing is made up where there is none.
    probabilities = try StoredJSON.value(row[15], "question", row: id, "probabilities") ?? [:]
    why = row[16]
    label = row[17]
    isOpen = row[18]
  }
}
