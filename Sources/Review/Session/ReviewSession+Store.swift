package import Store
import Vocabulary

extension ReviewSession {
  /// The open questions of a hunt, of one round (by its number) or of all, with its classes.
  ///
  /// - Parameters:
  ///   - annotator: Whose earlier answers can be looked at, changed and taken back; nil for nobody's.
  ///   - expectsMore: Whether questions will be added.
  ///   - pageSize: Galaxies of a page in sheet mode, 0 for one question after the other.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, round: Int? = nil, annotator: String? = nil,
    expectsMore: Bool = false, pageSize: Int = 0
  ) throws(StoreError) {
    let asked = try store.questions(hunt: hunt, round: round)
    var history = ReviewHistory()
    var remarks = ReviewRemarks()
    if let annotator {
      history = ReviewHistory(try store.answerSteps(hunt: hunt, annotator: annotator))
      remarks = ReviewRemarks(try store.remarks(hunt: hunt), of: annotator)
    }
    self.init(
      questions: asked.filter(\.isOpen),
      classes: try store.classes(hunt: hunt),
      roundSizes: asked.reduce(into: [:]) { $0[$1.round, default: 0] += 1 },
      history: history, remarks: remarks, expectsMore: expectsMore, pageSize: pageSize)
  }
}

extension ReviewRemarks {
  /// The flags of one person, and everybody's notes.
  init(_ remarks: [RemarkRecord], of annotator: String) {
    self.init()
    for remark in remarks {
      switch remark.kind {
      case .note: notes[remark.galaxy, default: []].append(remark.text ?? "")
      case .flag: if remark.annotator == annotator { flagged.insert(remark.galaxy) }
      case .unflag: if remark.annotator == annotator { flagged.remove(remark.galaxy) }
      }
    }
  }
}
