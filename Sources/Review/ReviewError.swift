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
  /// A line of the file is no `objectID,class`.
  case malformedAnswer(file: String, line: Int, reason: String)
  /// A line names an object that was not asked.
  case unknownObject(file: String, line: Int, objectID: String)
  /// An object is answered twice in one file.
  case repeatedObject(file: String, line: Int, objectID: String, firstLine: Int)
  /// Several questions of different catalogs share the object id of a line.
  case ambiguousObject(file: String, line: Int, objectID: String)
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
    case .malformedAnswer(let file, let line, let reason):
      "\(file):\(line): \(reason); nothing was recorded"
    case .unknownObject(let file, let line, let objectID):
      "\(file):\(line): \(objectID) is not among the questions; nothing was recorded"
    case .repeatedObject(let file, let line, let objectID, let firstLine):
      "\(file):\(line): \(objectID) was answered in line \(firstLine) already;"
        + " nothing was recorded"
    case .ambiguousObject(let file, let line, let objectID):
      "\(file):\(line): questions of several catalogs are called \(objectID); nothing was recorded"
    case .notRecorded(let objectID, let recorded, let reason):
      "the answer for \(objectID) was not recorded: \(reason); \(recorded) before it are kept"
    case .invalidKey(let key, let reason):
      "\"\(key)\" can't be the key of a class: \(reason)"
    }
  }
}
