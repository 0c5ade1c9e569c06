import Foundation

/// The rule for names of classes: they are shown in one line, typed, and exported as CSV.
package enum ClassName {
  /// Longest name in characters.
  package static let longest = 40
  /// The class of trails, spikes and broken pictures.
  package static let artifact = "artifact"

  /// The interest of a class unless another is given: 0 for artifacts, which nobody hunts.
  package static func usualInterest(_ name: String, otherwise interest: Double = 1) -> Double {
    name.lowercased() == artifact ? 0 : interest
  }

  /// The name with outer white space cut off and inner runs of it made one space.
  package static func validated(_ text: String) throws(StoreError) -> String {
    // One spelling of each letter: SQLite compares bytes, Swift compares what they mean.
    let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .precomposedStringWithCanonicalMapping
    func refuse(_ reason: String) -> StoreError {
      .invalidClassName(name: String(name.prefix(longest)), reason: reason)
    }
    guard !name.isEmpty else { throw refuse("it is empty") }
    guard name.count <= longest, name.utf8.count <= 4 * longest else {
      throw refuse("it is longer than \(longest) characters")
    }
    let categories: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse,
    ]
    guard
      !name.unicodeScalars.contains(where: { categories.contains($0.properties.generalCategory) })
    else { throw refuse("it holds characters that can't be shown") }
    guard !["reserve", "like no class"].contains(name.lowercased()) else {
      throw refuse("that is what the head calls what is like no class")
    }
    guard !name.contains(where: { ",\"=".contains($0) }) else {
      throw refuse("commas, quotes and = separate fields in label files")
    }
    return name
  }
}
