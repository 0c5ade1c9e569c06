package import Review
import Store

extension Hunt {
  /// What takes answers line by line.
  ///
  /// - Throws: `HuntError.noOpenQuestions` where nothing was ever asked; an error of the store where
  ///   there is no such round.
  package func answerIntake(
    name: String, annotator: String, round: Int?, isStrict: Bool, activity: Activity
  ) throws -> AnswerIntake {
    let rounds = try store.rounds(hunt: id)
    if let round, !rounds.contains(where: { $0.number == round }) {
      throw StoreError.noRound(number: round)
    }
    guard !rounds.isEmpty else { throw HuntError.noOpenQuestions() }
    return AnswerIntake(
      name: name, store: store, hunt: id, annotator: annotator, round: round, isStrict: isStrict,
      now: activity.now)
  }

  /// A review of the open questions, or of what is asked again, in lines of text.
  ///
  /// - Throws: `HuntError.noOpenQuestions`, `.nothingAgain`.
  package func plainReview(
    annotator: String, round: Int?, again: AskedAgain? = nil, activity: Activity
  ) throws -> PlainReview {
    if let again {
      let (session, recorder) = try reviewAgain(
        again, round: round, of: annotator, activity: activity)
      // What is to be compared is asked as it was asked before.
      let isCompared = if case .reask = again { true } else { false }
      let guide = isCompared ? nil : reviewGuide(again: session.questions, activity: activity)
      return try PlainReview(
        store: store, hunt: id, annotator: annotator, questions: session.questions, guide: guide,
        again: recorder, now: activity.now)
    }
    let questions = try store.openQuestions(hunt: id, round: round)
    guard !questions.isEmpty else { throw HuntError.noOpenQuestions(round: round) }
    return try PlainReview(
      store: store, hunt: id, annotator: annotator, questions: questions,
      guide: reviewGuide(activity: activity), now: activity.now)
  }
}
