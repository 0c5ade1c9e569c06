package import Vocabulary

/// Something that has to be on disk before the review goes on.
package enum ReviewCommit: Sendable, Equatable {
  /// The galaxy is of a class that exists.
  case answer(Question, HuntClass)
  /// The galaxy is of a class that is new.
  case answerNew(Question, NewClassEntry)
  /// The galaxy is passed over.
  case skip(Question)
  /// An entry of this session is taken back.
  case undo(Question, entry: Int64)
}

/// What the store says of a commit.
package struct ReviewReceipt: Sendable, Equatable {
  /// Number of the entry in the log of answers.
  package let entry: Int64
  /// The class that was made for it.
  package let added: HuntClass?

  /// A receipt for one entry.
  package init(entry: Int64, added: HuntClass? = nil) {
    self.entry = entry
    self.added = added
  }
}

/// What a session asks of the world around it.
package enum ReviewEffect: Sendable, Equatable {
  /// The screen no longer shows what holds.
  case draw
  /// Write this down, then tell the session how it went.
  case commit(ReviewCommit)
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
  }

  /// Nothing done yet.
  package init(answered: Int = 0, skipped: Int = 0, undone: Int = 0, remaining: Int = 0) {
    self.answered = answered
    self.skipped = skipped
    self.undone = undone
    self.remaining = remaining
  }
}
