/// Why a command stopped, in one sentence for the person at the terminal.
enum CommandFailure: Error, CustomStringConvertible {
  /// Failed: exit code 1.
  case failed(String)
  /// Ran, and there was nothing to do: exit code 2.
  case nothingToDo(String)
  /// Ctrl-C; the sentence says what is kept and how to go on: exit code 130.
  case interrupted(String)

  var description: String {
    switch self {
    case .failed(let sentence), .nothingToDo(let sentence), .interrupted(let sentence): sentence
    }
  }

  /// What the process ends with.
  var exitCode: Int32 {
    switch self {
    case .failed: 1
    case .nothingToDo: 2
    case .interrupted: 130
    }
  }
}
