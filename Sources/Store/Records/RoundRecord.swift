import GRDB
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
    WHERE question.hunt = ?
    """

  /// A row of `query`.
  ///
  /// - Parameter merged: the class that took the place of each class that was merged.
  init(row: Row, merged: [HuntClass.ID: HuntClass.ID]) throws(StoreError) {
    let id: Int64 = row["id"]
    let stored = try StoredProbabilities(row["probabilities"], question: id, merged: merged)
    self.init(
      id: id, round: row["round"], position: row["position"], galaxy: row["galaxy"],
      objectID: row["objectID"], ra: row["ra"], dec: row["dec"], redshift: row["redshift"],
      knownClass: row["knownClass"], arm: row["arm"], score: row["score"],
      probabilities: stored.classes, reserve: stored.reserve, why: row["why"], label: row["label"],
      isOpen: row["isOpen"])
  }
}
