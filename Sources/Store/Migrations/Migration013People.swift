import GRDB

/// Several people at one hunt: rounds that were withdrawn, questions that a session holds, what people
/// said beside their answers, answers to what they were asked again, and whose answer counts.
enum Migration013People: NumberedMigration {
  static let identifier = "013-people"

  static func migrate(_ db: Database) throws {
    try db.execute(sql: rule)
    try db.execute(sql: questions)
    try db.execute(sql: leases)
    try db.execute(sql: remarks)
    try db.execute(sql: reasks)
    try db.execute(sql: appendOnly("remark", also: ""))
    try db.execute(sql: appendOnly("reask", also: " OR retracts = NEW.retracts"))
    try db.execute(sql: views)
  }

  /// An answer that was brought in although a newer one stood is `older`: it is kept, and counts where
  /// nothing newer does. A class that was `removed` is one no longer, but rounds and answers that were
  /// taken back may name it.
  private static let rule = """
    ALTER TABLE hunt ADD COLUMN labelRule TEXT NOT NULL DEFAULT 'latest'
      CHECK (labelRule IN ('latest', 'majority', 'adjudicator'));
    ALTER TABLE hunt ADD COLUMN adjudicator TEXT
      CHECK ((labelRule = 'adjudicator') = (coalesce(adjudicator, '') <> ''));
    ALTER TABLE class ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
    DROP INDEX classByName;
    CREATE UNIQUE INDEX classByName ON class (hunt, name COLLATE NOCASE)
      WHERE mergedInto IS NULL AND removed = 0;
    ALTER TABLE round ADD COLUMN withdrawnAt TEXT
      CHECK (withdrawnAt IS NULL OR datetime(withdrawnAt) IS NOT NULL);
    ALTER TABLE answer ADD COLUMN older INTEGER NOT NULL DEFAULT 0 CHECK (older IN (0, 1));
    """

  /// A galaxy has one question of a hunt, those left out that were withdrawn before anybody answered.
  private static let questions = """
    DROP VIEW openQuestion;
    DROP VIEW currentLabel;
    CREATE TABLE newQuestion (
      id INTEGER PRIMARY KEY,
      hunt INTEGER NOT NULL,
      round INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position > 0),
      galaxy INTEGER NOT NULL REFERENCES galaxy (id),
      arm TEXT NOT NULL CHECK (arm <> ''),
      score REAL NOT NULL,
      probabilities TEXT NOT NULL CHECK (json_valid(probabilities)),
      why TEXT NOT NULL,
      withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
      UNIQUE (round, position),
      UNIQUE (id, hunt, galaxy),
      FOREIGN KEY (round, hunt) REFERENCES round (id, hunt)
    ) STRICT;
    INSERT INTO newQuestion
      SELECT id, hunt, round, position, galaxy, arm, score, probabilities, why, 0 FROM question;
    DROP TABLE question;
    ALTER TABLE newQuestion RENAME TO question;
    CREATE UNIQUE INDEX questionByGalaxy ON question (hunt, galaxy) WHERE withdrawn = 0;
    CREATE TRIGGER questionScoreIsFinite BEFORE INSERT ON question
    WHEN abs(NEW.score) = 9e999
    BEGIN SELECT RAISE (ABORT, 'the score of a question is a finite number'); END;
    """

  private static let leases = """
    CREATE TABLE lease (
      question INTEGER PRIMARY KEY REFERENCES question (id) ON DELETE CASCADE,
      session TEXT NOT NULL CHECK (session <> ''),
      annotator TEXT NOT NULL CHECK (annotator <> ''),
      expiresAt TEXT NOT NULL CHECK (datetime(expiresAt) IS NOT NULL)
    ) STRICT;
    """

  private static let remarks = """
    CREATE TABLE remark (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hunt INTEGER NOT NULL REFERENCES hunt (id),
      galaxy INTEGER NOT NULL REFERENCES galaxy (id),
      annotator TEXT NOT NULL CHECK (annotator <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('flag', 'unflag', 'note')),
      text TEXT,
      createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL),
      CHECK (kind <> 'note' OR coalesce(text, '') <> '')
    ) STRICT;
    CREATE INDEX remarkByGalaxy ON remark (hunt, galaxy);
    """

  /// What somebody said of a galaxy that they had answered before, without seeing what they said then.
  private static let reasks = """
    CREATE TABLE reask (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hunt INTEGER NOT NULL REFERENCES hunt (id),
      galaxy INTEGER NOT NULL REFERENCES galaxy (id),
      earlier INTEGER NOT NULL REFERENCES answer (id),
      kind TEXT NOT NULL CHECK (kind IN ('answer', 'skip', 'retraction')),
      class INTEGER,
      retracts INTEGER UNIQUE REFERENCES reask (id),
      annotator TEXT NOT NULL CHECK (annotator <> ''),
      dwell REAL CHECK (dwell >= 0),
      answeredAt TEXT NOT NULL CHECK (datetime(answeredAt) IS NOT NULL),
      FOREIGN KEY (class, hunt) REFERENCES class (id, hunt),
      CHECK ((kind = 'answer') = (class IS NOT NULL)),
      CHECK ((kind = 'retraction') = (retracts IS NOT NULL))
    ) STRICT;
    CREATE INDEX reaskByAnswer ON reask (earlier);
    """

  private static func appendOnly(_ table: String, also same: String) -> String {
    """
    CREATE TRIGGER \(table)IsNeverUpdated BEFORE UPDATE ON \(table)
    BEGIN SELECT RAISE (ABORT, 'what people said is append-only'); END;

    CREATE TRIGGER \(table)IsNeverDeleted BEFORE DELETE ON \(table)
    BEGIN SELECT RAISE (ABORT, 'what people said is append-only'); END;

    CREATE TRIGGER \(table)IsNeverReplaced BEFORE INSERT ON \(table)
    WHEN EXISTS (SELECT 1 FROM \(table) WHERE id = NEW.id\(same))
    BEGIN SELECT RAISE (ABORT, 'what people said is append-only: this one is there already'); END;
    """
  }

  /// An opinion is what one person says of one galaxy: their last answer to it that stands.
  private static let views = """
    CREATE VIEW opinion AS
    SELECT
      answer.hunt, answer.galaxy, answer.annotator, coalesce(class.mergedInto, class.id) AS class,
      answer.id AS answer, answer.older, answer.answeredAt, answer.round, answer.question
    FROM answer JOIN class ON class.id = answer.class
    WHERE answer.id = (
      SELECT same.id FROM answer AS same
      WHERE same.hunt = answer.hunt AND same.galaxy = answer.galaxy AND same.kind = 'answer'
        AND same.annotator IS answer.annotator
        AND NOT EXISTS (SELECT 1 FROM answer AS later WHERE later.retracts = same.id)
      ORDER BY same.older, same.id DESC LIMIT 1);

    CREATE VIEW currentLabel AS
    SELECT
      answer.hunt, answer.galaxy, coalesce(class.mergedInto, class.id) AS class,
      answer.id AS answer, answer.annotator, answer.answeredAt, answer.round, answer.question
    FROM answer JOIN class ON class.id = answer.class
    WHERE answer.id = CASE (SELECT labelRule FROM hunt WHERE hunt.id = answer.hunt)
      WHEN 'majority' THEN (
        SELECT coalesce(max(CASE vote.older WHEN 0 THEN vote.answer END), max(vote.answer))
        FROM opinion AS vote
        WHERE vote.hunt = answer.hunt AND vote.galaxy = answer.galaxy
        GROUP BY vote.class
        ORDER BY count(*) DESC, coalesce(max(CASE vote.older WHEN 0 THEN vote.answer END), 0) DESC,
          max(vote.answer) DESC LIMIT 1)
      WHEN 'adjudicator' THEN (
        SELECT vote.answer FROM opinion AS vote JOIN hunt ON hunt.id = vote.hunt
        WHERE vote.hunt = answer.hunt AND vote.galaxy = answer.galaxy
        ORDER BY vote.annotator <> hunt.adjudicator, vote.older, vote.answer DESC LIMIT 1)
      ELSE (
        SELECT coalesce(max(CASE same.older WHEN 0 THEN same.id END), max(same.id))
        FROM answer AS same
        WHERE same.hunt = answer.hunt AND same.galaxy = answer.galaxy AND same.kind = 'answer'
          AND NOT EXISTS (SELECT 1 FROM answer AS later WHERE later.retracts = same.id))
    END;

    CREATE VIEW openQuestion AS
    SELECT * FROM question
    WHERE withdrawn = 0 AND NOT EXISTS (
      SELECT 1 FROM standingAnswer
      WHERE standingAnswer.hunt = question.hunt AND standingAnswer.galaxy = question.galaxy);
    """
}
