package import Store
package import Vocabulary

extension ReviewSession {
  /// Questions that were chosen elsewhere, with the classes of the hunt and what the person answered
  /// before.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, asking questions: [Question], annotator: String
  ) throws(StoreError) {
    let asked = try store.questions(hunt: hunt)
    self.init(
      questions: questions, classes: try store.classes(hunt: hunt),
      roundSizes: asked.reduce(into: [:]) { $0[$1.round, default: 0] += 1 },
      history: ReviewHistory(try store.answerSteps(hunt: hunt, annotator: annotator)),
      remarks: ReviewRemarks(try store.remarks(hunt: hunt), of: annotator))
  }
}
