/// Why a report could not be written.
package enum PagesError: Error, Equatable, CustomStringConvertible {
  /// Lists that describe the same objects differ in length.
  case mismatchedCounts(what: String, count: Int, expected: Int)
  /// There is nothing to report on.
  case noObjects(report: String)
  /// A thumbnail could not be encoded.
  case thumbnail(object: String, message: String)
  /// A page template is broken.
  case template(name: String, message: String)

  /// What went wrong and what to do, as a sentence.
  package var description: String {
    switch self {
    case .mismatchedCounts(let what, let count, let expected):
      "The report was given \(count) \(what) for \(expected) objects; give one for each object."
    case .noObjects(let report):
      "The \(report) report has no objects to show; choose a catalog or split that holds some."
    case .thumbnail(let object, let message):
      "The thumbnail of \(object) cannot be encoded (\(message)); import its picture again."
    case .template(let name, let message):
      "The page template \(name) cannot be used (\(message)); rebuild the program."
    }
  }
}
