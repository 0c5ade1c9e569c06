import Files
public import Foundation
import Review
import Store

extension Hunt {
  /// Everything that people said, as text for `importAnswers(_:name:isStrict:activity:)`: what it takes
  /// to say all of it again on a new import of the survey.
  ///
  /// - Returns: Comma-separated text; how many entries and classes are in it.
  /// - Throws: An error of the store where the hunt can't be read.
  public func answersText() throws -> (text: String, entries: Int, classes: Int) {
    let log = try store.answerLog(hunt: id)
    return (AnswerLogFile.text(log), log.entries.count, log.classes.count)
  }

  /// Writes `answersText()` into a file.
  ///
  /// - Parameter isReplacing: whether a file that lies there may be replaced.
  /// - Throws: `HuntError.unsuitableBackup`, `.unwritableFile`; an error of the store where the hunt
  ///   can't be read.
  /// - Returns: How many entries and classes are in it.
  @discardableResult
  public func backUpAnswers(
    to file: URL, isReplacing: Bool = false
  ) throws -> (entries: Int, classes: Int) {
    let file = file.resolvingSymlinksInPath()
    try check(file, isReplacing: isReplacing)
    let (text, entries, classes) = try answersText()
    try OutputFile.write(Data(text.utf8), to: file)
    return (entries, classes)
  }

  /// Brings back what `answersText()` gave, all of it or none: the same labels then stand, with the
  /// same classes and interests.
  ///
  /// Entries that are there already are left alone. A galaxy that was answered here later keeps its
  /// label, and what the text says of it is added beside that.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - name: what errors call it.
  ///   - isStrict: whether an unknown object id is an error, and nothing is written.
  ///   - activity: whose clock new classes get their time from.
  /// - Throws: `HuntError.malformedLabels`, which names the line; an error of the store where an object
  ///   id is unknown and it is strict.
  public func importAnswers(
    _ text: String, name: String, isStrict: Bool = false, activity: Activity = Activity()
  ) throws -> LabelImportSummary {
    let log = try AnswerLogFile.log(in: text, name: name)
    return try store.transaction { store in
      let result = try store.importLog(
        log, hunt: id, strict: isStrict, keys: ClassKeys.next, now: activity.now())
      let named = Set(log.entries.map(\.objectID))
      return LabelImportSummary(
        result, standing: try store.labels(hunt: id).filter { named.contains($0.objectID) })
    }
  }
}
