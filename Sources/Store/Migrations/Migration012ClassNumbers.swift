import GRDB

/// Probabilities of a question by the number of their class, where they were by its name.
///
/// A class that was renamed or merged after its round lost its bar in the review. What each class was
/// called then, the round's basis says; rounds from before there was one have only today's names. A
/// name that neither knows is left out.
enum Migration012ClassNumbers: NumberedMigration {
  static let identifier = "012-class-numbers"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE question SET probabilities = (
          SELECT json_group_object(key, value) FROM (
            SELECT value, CASE given.key WHEN 'reserve' THEN given.key ELSE coalesce(
              (SELECT json_extract(known.value, '$.id')
               FROM round, json_each(round.basis, '$.classes') AS known
               WHERE round.id = question.round AND json_extract(known.value, '$.name') = given.key),
              (SELECT class.id FROM class
               WHERE class.hunt = question.hunt AND class.name = given.key)) END AS key
            FROM json_each(question.probabilities) AS given)
          WHERE key IS NOT NULL)
        """)
  }
}
