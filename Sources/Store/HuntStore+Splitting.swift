package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Gives some of a class's galaxies a new class of their own, all of them or none.
  ///
  /// The log keeps what was answered before: the new answers come after the old. Each stays with
  /// the question that it answered, so that arms and rounds keep their yield. The new class has the
  /// interest of the old one unless another is given.
  @discardableResult
  package func splitClass(
    _ name: String, into newName: String, galaxies: [Int64], interest: Double? = nil,
    hunt: HuntRecord.ID, annotator: String, keys: ClassKeyRule? = nil, now: Date = Date()
  ) throws(StoreError) -> HuntClass {
    let newName = try ClassName.validated(newName)
    let interest: Double? = if let interest { try Self.validated(interest) } else { nil }
    return try write { db in
      let old = try Self.find(name, hunt, db)
      let added = try Self.add(
        newName, interest: interest ?? old.interest, keys: keys, hunt: hunt, now: now, db)
      var moved = Set<Int64>()
      for galaxy in galaxies where moved.insert(galaxy).inserted {
        let label = try Row.fetchOne(
          db, sql: "SELECT class, question FROM currentLabel WHERE hunt = ? AND galaxy = ?",
          arguments: [hunt, galaxy])
        guard let label, (label["class"] as Int64) == old.id else {
          let objectID = try String.fetchOne(
            db, sql: "SELECT objectID FROM galaxy WHERE id = ?", arguments: [galaxy])
          throw StoreError.notOfClass(objectID: objectID ?? "#\(galaxy)", name: old.name)
        }
        _ = try Self.append(
          .answer, galaxy: galaxy, classID: added.id, hunt: hunt, annotator: annotator,
          question: label["question"], dwell: nil, at: Timestamp.text(now), db)
      }
      guard !moved.isEmpty, moved.count < old.answers else {
        throw StoreError.cannotSplit(name: old.name, moved: moved.count, answers: old.answers)
      }
      return try Self.find(newName, hunt, db)
    }
  }
}
