import AHuntKit

/// A label set, as `ahunt labels export --format json` says it.
struct LabelsPayload: Codable {
  struct Label: Codable {
    let objectID: String
    let `class`: String
    let annotator: String
    let answeredAt: String
    let round: Int?
    @Nullable var arm: String?
  }

  let labels: [Label]
  /// The file they were written to.
  let output: String?

  init(_ rows: [AHuntKit.Label], output: String?) {
    labels = rows.map {
      Label(
        objectID: $0.objectID, class: $0.className, annotator: $0.annotator,
        answeredAt: $0.answeredAt, round: $0.round, arm: $0.arm)
    }
    self.output = output
  }
}
