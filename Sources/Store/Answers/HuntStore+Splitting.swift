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
        let label: (of: HuntClass.ID, question: Question.ID?)? = try db.row(
          of: "answer",
          "SELECT answer, class, question FROM currentLabel WHERE hunt = ? AND galaxy = ?",
          [hunt, galaxy]
        ) { (try $0[1], try $0[2]) }
        guard let label, label.of == old.id else {
          let objectID: String? = try db.value(
            of: "galaxy", "SELECT objectID FROM galaxy WHERE id = ?", [galaxy])
          throw StoreError.notOfClass(objectID: objectID ?? "#\(galaxy)", name: old.name)
        }
        _ = try Self.append(
          .answer, galaxy: galaxy, classID: added.id, hunt: hunt, annotator: annotator,
          question: label.question, dwell: nil, at: Timestamp.text(now), db)
      }
      guard !moved.isEmpty, moved.count < old.answers else {
        throw StoreError.cannotSplit(name: old.name, moved: moved.count, answers: old.answers)
      }
      let made = try Self.find(newName, hunt, db)
      guard made.answers == moved.count else {
        throw StoreError.splitDoesNotCount(
          name: old.name, counted: made.answers, galaxies: moved.count)
      }
      return made
    }
  }
}
