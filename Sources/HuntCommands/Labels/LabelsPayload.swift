import AHuntKit
import Store

/// A label set, as `ahunt labels export --format json` says it.
struct LabelsPayload: Codable {
  struct Label: Codable {
    let objectID: String
    let `class`: String
    let annotator: String
    let answeredAt: String
    let round: Int?
    @Nullable var arm: String?
    /// Where the galaxy is, and whether it carries this class; not said of labels from a file.
    var ra: Double?
    var dec: Double?
    var catalog: String?
    var counts: Bool?

    init(_ row: AHuntKit.Label) {
      objectID = row.objectID
      `class` = row.className
      annotator = row.annotator
      answeredAt = row.answeredAt
      round = row.round
      _arm = Nullable(wrappedValue: row.arm)
    }
  }

  let labels: [Label]
  /// The file they were written to.
  let output: String?

  init(_ rows: [AHuntKit.Label], output: String?) {
    labels = rows.map(Label.init)
    self.output = output
  }

  init(_ rows: [PositionedLabel], output: String?) {
    labels = rows.map { row in
      var label = Label(row.label)
      (label.ra, label.dec) = (row.ra, row.dec)
      (label.catalog, label.counts) = (row.catalog, row.counts)
      return label
    }
    self.output = output
  }
}
