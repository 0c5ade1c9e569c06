/// Which key answers with which class in a review. A class keeps its key for ever.
package enum ClassKeys {
  /// Characters that are commands of a review, which no new class gets.
  package static let reserved = Set(
    ReviewCommand.allCases.flatMap(\.keys).compactMap { key -> Character? in
      if case .character(let character) = key { character } else { nil }
    })

  /// The first free letter or digit of the name, else a digit, else a letter; nil when all are
  /// taken.
  ///
  /// A store that makes a class takes it as its rule:
  ///
  /// ```swift
  /// try store.addClass("ring", hunt: hunt.id, keys: ClassKeys.next)   // "r"
  /// ```
  package static func next(for name: String, taken: Set<Character>) -> Character? {
    let own = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let rest = "1234567890abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return (own + rest).first { !taken.contains($0) && !reserved.contains($0) }
  }

  /// A key the user chose: one printable ASCII character that is no command.
  package static func validated(_ text: String) throws(ReviewError) -> Character {
    guard let key = text.first, text.count == 1, let byte = key.asciiValue, byte > 32, byte < 127
    else { throw .invalidKey(key: text, reason: "a key is one printable character") }
    guard !reserved.contains(key) else {
      throw .invalidKey(key: text, reason: "it is a command of the review")
    }
    return key
  }
}
