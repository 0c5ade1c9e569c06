import Foundation
import Review
import Store
import Survey

/// Answers questions as a person would who hunts the rare kinds and knows them at sight.
struct SimulatedPerson {
  let store: HuntStore
  let hunt: HuntRecord
  /// What this person calls everything that isn't hunted.
  static let ordinary = "ordinary"
  /// Who the store says has answered.
  static let name = "simulated"

  /// Whether a known class is one that this person hunts.
  static func isHunted(_ knownClass: String?) -> Bool {
    knownClass.flatMap(GalaxyKind.init(rawValue:))?.isRare == true
  }

  /// Answers every open question by the catalog's known class; gives how many are rare.
  func answer(now: @Sendable () -> Date) throws -> (answered: Int, rare: Int) {
    var known = Set(try store.classes(hunt: hunt.id).map(\.name))
    var rare = 0
    let questions = try store.openQuestions(hunt: hunt.id)
    for question in questions {
      let isHunted = Self.isHunted(question.galaxy.knownClass)
      let name = isHunted ? question.galaxy.knownClass ?? Self.ordinary : Self.ordinary
      if known.insert(name).inserted {
        try store.answer(
          galaxy: question.galaxy.id, newClass: name, interest: isHunted ? 1 : 0, hunt: hunt.id,
          annotator: Self.name, question: question.id, keys: ClassKeys.next, now: now())
      } else {
        try store.answer(
          galaxy: question.galaxy.id, className: name, hunt: hunt.id, annotator: Self.name,
          question: question.id, now: now())
      }
      if isHunted { rare += 1 }
    }
    return (questions.count, rare)
  }
}
