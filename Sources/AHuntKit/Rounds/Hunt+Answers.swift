package import Review
import Store

/// An answer, skip or retraction of the append-only log.
public struct LoggedAnswer: Sendable, Equatable {
  /// What an entry says.
  public enum Kind: String, Sendable {
    /// The galaxy carries a class.
    case answer
    /// The person passed the galaxy over.
    case skip
    /// An earlier entry no longer holds.
    case retraction
  }

  /// Number of the entry, ascending in time.
  public let id: Int64
  /// The galaxy's object id.
  public let objectID: String
  /// What the entry says.
  public let kind: Kind
  /// The class given then, under the name it has now; nil for skips and retractions.
  public let className: String?
  /// The entry that a retraction takes back.
  public let retracts: Int64?
  /// Who answered.
  public let annotator: String
  /// Number of the round within the hunt.
  public let round: Int?
  /// Seconds that the picture was looked at.
  public let dwell: Double?
  /// ISO-8601.
  public let answeredAt: String
}

extension Hunt {
  /// Questions that wait for an answer, in their order, of one round or of all.
  ///
  /// - Throws: An error of the store where there is no such round.
  public func openQuestions(round: Int? = nil) throws -> [Question] {
    try store.openQuestions(hunt: id, round: round)
  }

  /// Records that the galaxy of a question is of a class; once this returns, no crash loses it.
  ///
  /// - Parameters:
  ///   - question: whose galaxy it is.
  ///   - chosen: the class that it is of.
  ///   - annotator: who answers.
  ///   - dwell: seconds that the picture was looked at.
  ///   - activity: whose clock the store gets its time from.
  /// - Throws: An error of the store where there is no such class, or the answer can't be written.
  public func answer(
    _ question: Question, with chosen: HuntClass, annotator: String, dwell: Double? = nil,
    activity: Activity = Activity()
  ) throws {
    try store.answer(
      galaxy: question.galaxy, class: chosen.id, hunt: id, annotator: annotator,
      question: question.id, dwell: dwell, now: activity.now())
  }

  /// Records that a question was passed over; the galaxy gets no class.
  ///
  /// - Throws: An error of the store where it can't be written.
  public func skip(
    _ question: Question, annotator: String, dwell: Double? = nil, activity: Activity = Activity()
  ) throws {
    try store.skip(
      galaxy: question.galaxy, hunt: id, annotator: annotator, question: question.id, dwell: dwell,
      now: activity.now())
  }

  /// The whole log in the order it was written.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func answerLog() throws -> [LoggedAnswer] {
    try store.answerHistory(hunt: id).map {
      LoggedAnswer(
        id: $0.id, objectID: $0.objectID, kind: .init($0.kind), className: $0.className,
        retracts: $0.retracts, annotator: $0.annotator, round: $0.round, dwell: $0.dwell,
        answeredAt: $0.answeredAt)
    }
  }

  /// A review of the open questions, of one round or of all.
  ///
  /// - Throws: `HuntError.noOpenQuestions`.
  package func reviewSession(round: Int? = nil) throws -> ReviewSession {
    let session = try store.snapshot { try ReviewSession(store: $0, hunt: id, round: round) }
    guard !session.questions.isEmpty else { throw HuntError.noOpenQuestions(round: round) }
    return session
  }

  /// What writes a review's answers down.
  package func recorder(annotator: String, activity: Activity) -> StoreRecorder {
    StoreRecorder(store: store, hunt: id, annotator: annotator, now: activity.now)
  }
}

extension LoggedAnswer.Kind {
  init(_ kind: AnswerKind) {
    switch kind {
    case .answer: self = .answer
    case .skip: self = .skip
    case .retraction: self = .retraction
    }
  }
}
