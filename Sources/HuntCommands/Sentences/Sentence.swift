import Foundation

/// An error whose description states facts, and for which the command line knows what to do.
protocol Remedied: Error {
  /// What the person can do, in the words of the command line; nil where the facts say it all.
  var remedy: String? { get }
}

/// What a person reads of an error.
enum Sentence {
  /// One line: what happened, and what to do about it where something can be done.
  ///
  /// ```swift
  /// Sentence.of(StoreError.noModel(id: 7))   // "there is no model 7; `ahunt models list` shows them"
  /// ```
  static func of(_ error: any Error) -> String {
    line([facts(of: error), (error as? any Remedied)?.remedy])
  }

  /// One line on an error behind which is a file that may not grow on.
  static func ofFileLimit(_ error: any Error) -> String {
    line([
      facts(of: error),
      "a file has reached the size that this session allows (`ulimit -f`): raise that limit and run "
        + "the command again",
    ])
  }

  private static func line(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.joined(separator: "; ")
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Modules describe their errors; Foundation's only have a localized text.
  private static func facts(of error: any Error) -> String {
    switch error {
    case let error as CocoaError: error.localizedDescription
    case let error as POSIXError: error.localizedDescription
    default: String(describing: error)
    }
  }
}
