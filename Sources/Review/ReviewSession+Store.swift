package import Store

extension ReviewSession {
  /// The open questions of a hunt, of one round (by its number) or of all, with its classes.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, round: Int? = nil
  ) throws(StoreError) {
    self.init(
      questions: try store.openQuestions(hunt: hunt, round: round).map(ReviewQuestion.init),
      classes: try store.classes(hunt: hunt).map(ReviewClass.init))
  }
}
