import GRDB

/// One person's or team's hunt through the survey.
package struct HuntRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// What it is called; unique.
  package let name: String
  /// What is sought, in the person's words.
  package let goal: String
  /// ISO-8601.
  package let createdAt: String

  init(row: Row) {
    id = row["id"]
    name = row["name"]
    goal = row["goal"]
    createdAt = row["createdAt"]
  }
}

/// A class of the person's own vocabulary.
package struct ClassRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// What the person calls it; unique within the hunt, whatever the case.
  package let name: String
  /// How much the ranking weighs it; 0 for what the person does not hunt.
  package let interest: Double
  /// The key that answers with it, nil where all keys are given.
  package let key: String?
  /// Galaxies that currently carry it.
  package let answers: Int

  init(row: Row) {
    id = row["id"]
    name = row["name"]
    interest = row["interest"]
    key = row["key"]
    answers = row["answers"]
  }
}
