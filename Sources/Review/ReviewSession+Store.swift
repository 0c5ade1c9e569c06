package import Store
import Vocabulary

extension ReviewSession {
  /// The open questions of a hunt, of one round (by its number) or of all, with its classes.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, round: Int? = nil
  ) throws(StoreError) {
    let asked = try store.questions(hunt: hunt, round: round)
    self.init(
      questions: asked.filter(\.isOpen),
      classes: try store.classes(hunt: hunt),
      roundSizes: asked.reduce(into: [:]) { $0[$1.round, default: 0] += 1 })
  }
}
