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

  init(row: StoredRow) throws(StoreError) {
    id = try row["id"]
    name = try row["name"]
    goal = try row["goal"]
    createdAt = try row["createdAt"]
  }
}

extension HuntClass {
  /// A row of the class table, with the number of galaxies that carry it as `answers`.
  init(row: StoredRow) throws(StoreError) {
    let key: String? = try row["key"]
    self.init(
      id: try row["id"], name: try row["name"],
      interest: try row.value("interest") { (0...1e6).contains($0) },
      key: key?.first, answers: try row["answers"])
  }
}
