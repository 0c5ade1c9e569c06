import Foundation
import Review
import Store

/// What an import of labels came to.
public struct LabelImportSummary: Sendable {
  /// Labels that were added.
  public let imported: Int
  /// Those among them that took the place of another answer.
  public let replaced: Int
  /// Labels that were there already.
  public let skipped: Int
  /// Labels older than the answer that stands, which were left out.
  public let older: Int
  /// Labels of other people that were added beside the newer answer that stands.
  public let beside: Int
  /// Flags and notes that were added.
  public let remarks: Int
  /// Answers to what was asked a second time that were added.
  public let reasks: Int
  /// The rule for whose answer counts, where it was taken over from a log.
  package let rule: LabelRule?
  /// Classes that were made for them.
  public let newClasses: [String]
  /// Object ids that no catalog holds, or several do.
  public let unknown: [String]
  /// What the galaxies of the file carry now.
  public let standing: [Label]

  init(_ result: ImportedLabels, standing: [Label]) {
    imported = result.inserted
    replaced = result.replaced
    skipped = result.skipped
    older = result.older
    beside = result.beside
    remarks = result.remarks
    reasks = result.reasks
    rule = result.rule
    newClasses = result.newClasses
    unknown = result.unknown
    self.standing = standing
  }
}

extension Hunt {
  /// What galaxies carry now, in the order it was answered.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func labels() throws -> [Label] { try store.labels(hunt: id) }

  /// Brings labels in, making the classes they name; all of them or none.
  ///
  /// Labels that stand already are skipped. Everybody's answer is kept: one that was given before the
  /// answer that stands is added beside it, unless it is the same person's, or nobody's in particular.
  ///
  /// - Parameters:
  ///   - labels: at most one class for each galaxy and annotator.
  ///   - annotator: who answered, where a label doesn't say.
  ///   - isStrict: whether an unknown object id is an error, and nothing is written.
  ///   - activity: whose clock the store gets its time from.
  /// - Throws: An error of the store where a class's name can't be one, a time is no ISO-8601 time,
  ///   or, where it is strict, an object id is unknown.
  public func importLabels(
    _ labels: [Label], annotator: String = "import", isStrict: Bool = false,
    activity: Activity = Activity()
  ) throws -> LabelImportSummary {
    try store.transaction { store in
      let result = try store.importLabels(
        labels, hunt: id, annotator: annotator, strict: isStrict,
        keys: ClassKeys.next, now: activity.now())
      let named = Set(labels.map(\.objectID))
      return LabelImportSummary(
        result, standing: try store.labels(hunt: id).filter { named.contains($0.objectID) })
    }
  }
}
