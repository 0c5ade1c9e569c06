package import Vocabulary

/// Something that has to be on disk before the review goes on.
package enum ReviewCommit: Sendable, Equatable {
  /// The galaxy is of a class that exists.
  case answer(Question, HuntClass)
  /// The galaxy is of a class that is new.
  case answerNew(Question, NewClassEntry)
  /// The galaxy is passed over.
  case skip(Question)
  /// An entry is taken back and the galaxy gets another class, both or neither.
  case change(ReviewEntry, Question, to: HuntClass)
  /// The same with a class that is new.
  case changeNew(ReviewEntry, Question, to: NewClassEntry)
  /// A change is undone or done anew: an entry is taken back, and what it is about is as another says.
  case swap(ReviewEntry, by: ReviewEntry)
  /// Entries are taken back, all or none.
  case undo([ReviewEntry])
  /// What was taken back is answered anew, all or none.
  case redo([ReviewEntry])
  /// A page of answers, all or none.
  case page([SheetAnswer])
  /// A class that no answer is given with yet.
  case addClass(NewClassEntry)
  /// A class without answers goes.
  case removeClass(HuntClass)
  /// The galaxy is flagged for later, or no longer.
  case flag(Question, Bool)
  /// Something is noted about the galaxy.
  case note(Question, String)
}

/// One galaxy of a page and the class that it got.
package struct SheetAnswer: Sendable, Equatable {
  /// The question of the galaxy.
  package let question: Question
  /// The class.
  package let chosen: HuntClass

  /// An answer among those of a page.
  package init(_ question: Question, _ chosen: HuntClass) {
    self.question = question
    self.chosen = chosen
  }
}

/// What the store says of a commit.
package struct ReviewReceipt: Sendable, Equatable {
  /// Numbers of the entries in the log of answers, in the order of what was committed.
  package let entries: [Int64]
  /// The class that was made for it.
  package let added: HuntClass?
  /// The questions that were taken back, as they are now; empty where nobody looked.
  package let questions: [Question]

  /// Seconds that were written down as the time each galaxy was looked at.
  package let dwell: Double?

  /// Number of the first entry.
  package var entry: Int64 { entries.first ?? 0 }

  /// A receipt for one entry.
  package init(entry: Int64, added: HuntClass? = nil, dwell: Double? = nil) {
    self.init(entries: [entry], added: added, dwell: dwell)
  }

  /// A receipt for several entries.
  package init(
    entries: [Int64], added: HuntClass? = nil, questions: [Question] = [], dwell: Double? = nil
  ) {
    self.entries = entries
    self.added = added
    self.questions = questions
    self.dwell = dwell
  }
}

/// A galaxy that a session has to be told about.
package enum ReviewSought: Sendable, Equatable {
  /// The one of this object id.
  case objectID(String)
  /// The one that an earlier entry is about.
  case entry(ReviewEntry)
}

/// What a session asks of the world around it.
package enum ReviewEffect: Sendable, Equatable {
  /// The screen no longer shows what holds.
  case draw
  /// Write this down, then tell the session how it went.
  case commit(ReviewCommit)
  /// Look this galaxy up, then tell the session what there is.
  case seek(ReviewSought)
  /// Nothing more to do.
  case end
}

/// How a review ended.
package enum ReviewEnd: String, Sendable, Codable {
  /// No question is left.
  case completed
  /// The person left, or the input ended.
  case quit
  /// Control-C or a signal.
  case interrupted
}

/// What came of a review.
package struct ReviewTally: Sendable, Equatable {
  /// Answers of this session that stand.
  package var answered = 0
  /// Skips of this session that stand.
  package var skipped = 0
  /// Answers and skips that were taken back.
  package var undone = 0
  /// Questions that are still open.
  package var remaining = 0
  /// Classes that a file of answers was the first to name.
  package var named: [HuntClass] = []
  /// What somebody else answered while this review was at it; theirs stands.
  package var overtaken: [Overtaken] = []
  /// Lines of a file that said what the same person had said before.
  package var answeredBefore = 0
  /// Answers and skips that took the place of what the same person had said before.
  package var corrected = 0

  /// A question that somebody else was quicker to answer.
  package struct Overtaken: Sendable, Equatable {
    /// The galaxy's object id.
    package let objectID: String
    /// The class it got, nil for a skip.
    package let className: String?
    /// Who answered.
    package let annotator: String

    /// An answer of somebody else's.
    package init(objectID: String, className: String?, annotator: String) {
      self.objectID = objectID
      self.className = className
      self.annotator = annotator
    }
  }

  /// Nothing done yet.
  package init(answered: Int = 0, skipped: Int = 0, undone: Int = 0, remaining: Int = 0) {
    self.answered = answered
    self.skipped = skipped
    self.undone = undone
    self.remaining = remaining
  }
}
