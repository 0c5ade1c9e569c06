/// What was measured on a source's cutouts before and is kept beside them, so that it is measured once.
///
/// The models ask for what they need, measure what is missing, and hand that back to be kept. Cutouts
/// are named by their numbers in the source.
package protocol CutoutFacts: Sendable {
  /// Measured shapes of 8-bit cutouts: `MorphologyFeatures.columns` numbers each, measured by the
  /// `version` of today.
  ///
  /// Those of float cutouts are never asked for: they are measured on what a model sees, whose stretch
  /// follows from its own training set, so no other model could use them.
  func shapes(of numbers: [Int]) throws -> KnownRows

  /// Keeps shapes that were measured, row after row.
  func keepShapes(_ rows: [Float], of numbers: [Int]) throws

  /// The largest number of each channel, three a cutout; 0 where all are below.
  func peaks(of numbers: [Int]) throws -> KnownRows

  /// Keeps peaks that were measured, row after row.
  func keepPeaks(_ rows: [Float], of numbers: [Int]) throws
}

/// A row of numbers for each of some cutouts, as far as they are known.
package struct KnownRows: Sendable, Equatable {
  /// Row after row in the order asked for; whatever is in the rows that are missing.
  package var values: [Float]
  /// Places of the rows that are not known, ascending.
  package let missing: [Int]

  package init(values: [Float], missing: [Int]) {
    self.values = values
    self.missing = missing
  }

  /// Puts measured rows of so many columns where they were missing.
  mutating func fill(_ rows: [Float], columns: Int) {
    precondition(rows.count == missing.count * columns, "one row for each that is missing")
    for (row, place) in missing.enumerated() {
      values.replaceSubrange(
        place * columns..<(place + 1) * columns, with: rows[row * columns..<(row + 1) * columns])
    }
  }
}

/// The facts of some cutouts of another source.
struct SelectedFacts: CutoutFacts {
  let base: any CutoutFacts
  let numbers: [Int]

  func shapes(of wanted: [Int]) throws -> KnownRows {
    try base.shapes(of: wanted.map { numbers[$0] })
  }

  func keepShapes(_ rows: [Float], of wanted: [Int]) throws {
    try base.keepShapes(rows, of: wanted.map { numbers[$0] })
  }

  func peaks(of wanted: [Int]) throws -> KnownRows {
    try base.peaks(of: wanted.map { numbers[$0] })
  }

  func keepPeaks(_ rows: [Float], of wanted: [Int]) throws {
    try base.keepPeaks(rows, of: wanted.map { numbers[$0] })
  }
}
