import AHuntKit
import Foundation

/// Errors as a person at the command line reads them.
enum Sentence {
  /// One line: what is wrong, and what to do about it.
  static func of(_ error: any Error) -> String {
    let (facts, remedy) = parts(of: error)
    return [facts, remedy].compactMap { $0 }.joined(separator: "; ")
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Modules describe the facts; Foundation's errors only have a localized text.
  private static func parts(of error: any Error) -> (facts: String, remedy: String?) {
    switch error {
    case let error as HuntError: ("\(error)", error.remedy)
    case let error as CocoaError: (error.localizedDescription, nil)
    case let error as POSIXError: (error.localizedDescription, nil)
    default: (String(describing: error), nil)
    }
  }
}
