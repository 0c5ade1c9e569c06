package import Files
package import Store

/// What can keep a review from going on.
package enum ReviewError: Error, Equatable, Sendable {
  /// Neither a terminal nor a file to answer from.
  case noTerminal
  /// Nothing can be looked up here.
  case notFound
  /// The terminal stopped working in the middle.
  case terminalFailed(reason: String)
  /// The file of answers can't be read.
  case unreadableAnswers(file: String, InputFileError)
  /// The answers are not UTF-8 text.
  case answersNotText(file: String)
  /// The store refused an answer; those before it are kept.
  case notRecorded(objectID: String, recorded: Int, reason: StoreError)
  /// A key is a command of the review, or not one printable character.
  case invalidKey(key: String, reason: String)
}

extension ReviewError: CustomStringConvertible {
  /// What happened, to which file, line or object; what to do is for whoever shows it to say.
  package var description: String {
    switch self {
    case .noTerminal:
      "review needs a terminal"
    case .notFound:
      "nothing can be looked up here"
    case .terminalFailed(let reason):
      "the terminal failed (\(reason)); every answer given so far is kept"
    case .unreadableAnswers(let file, let error):
      "\(file) can't be read: \(error)"
    case .answersNotText(let file):
      "\(file) can't be read: it is not UTF-8 text"
    case .notRecorded(let objectID, let recorded, let reason):
      "the answer for \(objectID) was not recorded: \(reason); \(recorded) before it are kept"
    case .invalidKey(let key, let reason):
      "\"\(key)\" can't be the key of a class: \(reason)"
    }
  }
}
