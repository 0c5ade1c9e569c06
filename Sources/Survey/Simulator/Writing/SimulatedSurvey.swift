/// What was written: where, and how many of each class.
package struct SimulatedSurvey: Sendable, Equatable {
  /// The folder and the catalog in it.
  package let folder: String
  package let catalog: String
  /// Cutouts written.
  package let count: Int
  /// Cutouts by label; every label that occurs.
  package let classes: [String: Int]
}
