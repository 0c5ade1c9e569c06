package import Review
import Store

extension Hunt {
  /// A review at a prompt: what is open, of one round or of all, and what the person answered before.
  ///
  /// - Parameters:
  ///   - annotator: whose earlier answers can be looked at, changed and taken back.
  ///   - isAdaptive: whether questions are chosen while others are answered.
  ///   - pageSize: galaxies of a page in sheet mode, 0 for one question after the other.
  /// - Throws: `HuntError.noOpenQuestions` where there is nothing to answer and nothing to take back.
  package func reviewSession(
    round: Int? = nil, of annotator: String, isAdaptive: Bool = false, pageSize: Int = 0
  ) throws -> ReviewSession {
    let session = try store.snapshot {
      try ReviewSession(
        store: $0, hunt: id, round: round, annotator: annotator, expectsMore: isAdaptive,
        pageSize: pageSize)
    }
    guard session.end == nil else { throw HuntError.noOpenQuestions(round: round) }
    return session
  }

  /// What keeps the questions of one review from the others.
  package func leases(annotator: String, activity: Activity) -> StoreLeases {
    StoreLeases(store: store, annotator: annotator, now: activity.now)
  }
}
