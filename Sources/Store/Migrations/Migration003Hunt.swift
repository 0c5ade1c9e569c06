import GRDB

/// A person's hunt: the classes they name, the questions they were asked, what they answered.
///
/// Answers are append-only, which triggers enforce: undoing one appends a retraction that points
/// at it. What currently holds is read through the views.
enum Migration003Hunt: NumberedMigration {
  static let identifier = "003-hunt"

  static func migrate(_ db: Database) throws {
    try db.execute(sql: vocabulary)
    try db.execute(sql: rounds)
    try db.execute(sql: answers)
    try db.execute(sql: triggers)
    try db.execute(sql: views)
  }

  private static let vocabulary = """
    CREATE TABLE hunt (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      goal TEXT NOT NULL,
      createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL)
    ) STRICT;

    CREATE TABLE class (
      id INTEGER PRIMARY KEY,
      hunt INTEGER NOT NULL REFERENCES hunt (id),
      name TEXT NOT NULL CHECK (name <> ''),
      interest REAL NOT NULL CHECK (interest >= 0 AND interest <= 1e6),
      "key" TEXT CHECK (length("key") = 1),
      mergedInto INTEGER,
      createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL),
      UNIQUE (id, hunt),
      FOREIGN KEY (mergedInto, hunt) REFERENCES class (id, hunt),
      CHECK (mergedInto <> id)
    ) STRICT;
    CREATE UNIQUE INDEX classByName ON class (hunt, name COLLATE NOCASE)
      WHERE mergedInto IS NULL;
    CREATE UNIQUE INDEX classByKey ON class (hunt, "key") WHERE mergedInto IS NULL;
    """

  private static let rounds = """
    CREATE TABLE round (
      id INTEGER PRIMARY KEY,
      hunt INTEGER NOT NULL REFERENCES hunt (id),
      number INTEGER NOT NULL CHECK (number > 0),
      size INTEGER NOT NULL CHECK (size > 0),
      arms TEXT NOT NULL CHECK (json_valid(arms)),
      seed INTEGER NOT NULL,
      model INTEGER REFERENCES model (id) ON DELETE SET NULL,
      createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL),
      UNIQUE (hunt, number),
      UNIQUE (id, hunt)
    ) STRICT;
    CREATE INDEX roundByModel ON round (model) WHERE model IS NOT NULL;

    CREATE TABLE question (
      id INTEGER PRIMARY KEY,
      hunt INTEGER NOT NULL,
      round INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position > 0),
      galaxy INTEGER NOT NULL REFERENCES galaxy (id),
      arm TEXT NOT NULL CHECK (arm <> ''),
      score REAL NOT NULL,
      probabilities TEXT NOT NULL CHECK (json_valid(probabilities)),
      why TEXT NOT NULL,
      UNIQUE (round, position),
      UNIQUE (hunt, galaxy),
      UNIQUE (id, hunt, galaxy),
      FOREIGN KEY (round, hunt) REFERENCES round (id, hunt)
    ) STRICT;
    """

  private static let answers = """
    CREATE TABLE answer (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hunt INTEGER NOT NULL REFERENCES hunt (id),
      galaxy INTEGER NOT NULL REFERENCES galaxy (id),
      kind TEXT NOT NULL CHECK (kind IN ('answer', 'skip', 'retraction')),
      class INTEGER,
      retracts INTEGER UNIQUE REFERENCES answer (id),
      annotator TEXT NOT NULL CHECK (annotator <> ''),
      round INTEGER REFERENCES round (id),
      question INTEGER,
      dwell REAL CHECK (dwell >= 0),
      answeredAt TEXT NOT NULL CHECK (datetime(answeredAt) IS NOT NULL),
      FOREIGN KEY (class, hunt) REFERENCES class (id, hunt),
      FOREIGN KEY (question, hunt, galaxy) REFERENCES question (id, hunt, galaxy),
      CHECK ((kind = 'answer') = (class IS NOT NULL)),
      CHECK ((kind = 'retraction') = (retracts IS NOT NULL))
    ) STRICT;
    CREATE INDEX answerByGalaxy ON answer (hunt, galaxy, kind);
    CREATE INDEX answerByClass ON answer (class) WHERE class IS NOT NULL;
    """

  private static let triggers = """
    CREATE TRIGGER answerIsNeverUpdated BEFORE UPDATE ON answer
    BEGIN SELECT RAISE (ABORT, 'answers are append-only: append a retraction instead'); END;

    CREATE TRIGGER answerIsNeverDeleted BEFORE DELETE ON answer
    BEGIN SELECT RAISE (ABORT, 'answers are append-only: append a retraction instead'); END;

    CREATE TRIGGER answerIsNeverReplaced BEFORE INSERT ON answer
    WHEN EXISTS (SELECT 1 FROM answer WHERE id = NEW.id OR retracts = NEW.retracts)
    BEGIN SELECT RAISE (ABORT, 'answers are append-only: this one is there already'); END;

    CREATE TRIGGER retractionNamesItsAnswer BEFORE INSERT ON answer
    WHEN NEW.kind = 'retraction' AND NOT EXISTS (
      SELECT 1 FROM answer
      WHERE id = NEW.retracts AND hunt = NEW.hunt AND galaxy = NEW.galaxy
        AND kind <> 'retraction')
    BEGIN SELECT RAISE (ABORT, 'a retraction points at an answer of the same galaxy'); END;

    CREATE TRIGGER mergedClassTakesNoAnswer BEFORE INSERT ON answer
    WHEN EXISTS (SELECT 1 FROM class WHERE id = NEW.class AND mergedInto IS NOT NULL)
    BEGIN SELECT RAISE (ABORT, 'this class was merged into another'); END;
    """

  private static let views = """
    CREATE VIEW standingAnswer AS
    SELECT * FROM answer
    WHERE kind <> 'retraction'
      AND NOT EXISTS (SELECT 1 FROM answer AS later WHERE later.retracts = answer.id);

    CREATE VIEW currentLabel AS
    SELECT
      answer.hunt, answer.galaxy, coalesce(class.mergedInto, class.id) AS class,
      answer.id AS answer, answer.annotator, answer.answeredAt, answer.round, answer.question
    FROM answer JOIN class ON class.id = answer.class
    WHERE answer.id = (
      SELECT max(same.id) FROM answer AS same
      WHERE same.hunt = answer.hunt AND same.galaxy = answer.galaxy AND same.kind = 'answer'
        AND NOT EXISTS (SELECT 1 FROM answer AS later WHERE later.retracts = same.id));

    CREATE VIEW openQuestion AS
    SELECT * FROM question
    WHERE NOT EXISTS (
      SELECT 1 FROM standingAnswer
      WHERE standingAnswer.hunt = question.hunt AND standingAnswer.galaxy = question.galaxy);
    """
}
