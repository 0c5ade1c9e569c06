import GRDB
import Vocabulary

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

extension HuntClass {
  /// A row of the class table, with the number of galaxies that carry it as `answers`.
  init(row: Row) {
    self.init(
      id: row["id"], name: row["name"], interest: row["interest"],
      key: (row["key"] as String?)?.first, answers: row["answers"])
  }
}
