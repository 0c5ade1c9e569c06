package import Vocabulary

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
  /// When what nobody had answered of it was withdrawn, ISO-8601; nil where it was not.
  package let withdrawnAt: String?

  init(row: StoredRow) throws(StoreError) {
    id = try row["id"]
    number = try row["number"]
    size = try row["size"]
    arms = try row["arms"]
    seed = try row["seed"]
    model = try row["model"]
    basis = try row["basis"]
    createdAt = try row["createdAt"]
    withdrawnAt = try row["withdrawnAt"]
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
  package var probabilities: [HuntClass.ID: Double]
  /// What the head left for kinds that are like no class.
  package var reserve: Double?
  /// One sentence for the person.
  package var why: String

  /// A question about one galaxy.
  package init(
    galaxy: Int64, arm: String, score: Double, probabilities: [HuntClass.ID: Double] = [:],
    reserve: Double? = nil, why: String = ""
  ) {
    self.galaxy = galaxy
    self.arm = arm
    self.score = score
    self.probabilities = probabilities
    self.reserve = reserve
    self.why = why
  }
}

extension Question {
  /// Columns in the order that `init(row:)` reads them.
  static let query = """
    SELECT question.id, round.number AS round, question.position, question.galaxy,
      galaxy.objectID, galaxy.ra, galaxy.dec, galaxy.redshift, galaxy.knownClass, question.arm,
      question.score, question.probabilities, question.why,
      (SELECT class FROM currentLabel
       WHERE currentLabel.hunt = question.hunt AND currentLabel.galaxy = question.galaxy) AS label,
      NOT EXISTS (
        SELECT 1 FROM standingAnswer
        WHERE standingAnswer.hunt = question.hunt
          AND standingAnswer.galaxy = question.galaxy) AS isOpen
    FROM question
    JOIN round ON round.id = question.round
    JOIN galaxy ON galaxy.id = question.galaxy
    WHERE question.hunt = ? AND question.withdrawn = 0
    """

  /// A row of `query`.
  ///
  /// - Parameter merged: the class that took the place of each class that was merged.
  init(row: StoredRow, merged: [HuntClass.ID: HuntClass.ID]) throws(StoreError) {
    let stored = try StoredProbabilities(row, column: 11, merged: merged)
    self.init(
      id: try row[0], round: try row[1], position: try row[2], galaxy: try row[3],
      objectID: try row[4], ra: try row[5], dec: try row[6], redshift: try row[7],
      knownClass: try row[8], arm: try row[9], score: try row[10],
      probabilities: stored.classes, reserve: stored.reserve, why: try row[12],
      label: try row[13], isOpen: try row[14])
  }
}
