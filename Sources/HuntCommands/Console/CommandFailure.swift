/// Why a command stopped that the library below knows nothing of, in one sentence.
enum CommandFailure: Error, CustomStringConvertible {
  /// Failed: exit code 1.
  case failed(String)
  /// Ctrl-C; the sentence says what is kept and how to go on: exit code 130.
  case interrupted(String)

  var description: String {
    switch self {
    case .failed(let sentence), .interrupted(let sentence): sentence
    }
  }

  /// What the process ends with.
  var exitCode: Int32 {
    switch self {
    case .failed: 1
    case .interrupted: 130
    }
  }
}
