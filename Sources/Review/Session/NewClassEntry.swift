import Foundation
package import Store
import Vocabulary

/// What a person types for a new class: its name, and its interest where it is not the usual one.
///
/// `ring`, `ring=3`, and `star=0` for what is not hunted.
package struct NewClassEntry: Sendable, Equatable {
  /// The name, trimmed.
  package let name: String
  /// How much the ranking will weigh it.
  package let interest: Double

  /// A class of so much interest.
  ///
  /// - Throws: `StoreError.invalidClassName`.
  package init(name: String, interest: Double) throws(StoreError) {
    self.name = try ClassName.validated(name)
    self.interest = interest
  }

  /// As it is typed: the interest only where it is not the usual one.
  var text: String {
    guard interest != ClassName.usualInterest(name) else { return name }
    return "\(name)=" + (interest == interest.rounded() ? String(Int(interest)) : String(interest))
  }

  /// Reads `name` or `name=interest`.
  package init(_ text: String) throws(StoreError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = try ClassName.validated(String(parts[0]))
    guard parts.count == 2 else {
      interest = ClassName.usualInterest(name)
      return
    }
    let text = parts[1].trimmingCharacters(in: .whitespaces)
    guard let number = Double(text), (0...1e6).contains(number) else {
      throw .invalidInterest(text)
    }
    interest = number
  }
}
