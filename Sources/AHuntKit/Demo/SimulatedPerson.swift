import Store
import Survey

/// Answers questions as a person would who hunts the rare kinds and knows them at sight.
struct SimulatedPerson {
  let hunt: Hunt
  /// What this person calls everything that isn't hunted.
  static let ordinary = "ordinary"
  /// Who the hunt says has answered.
  static let name = "simulated"

  /// Whether a known class is one that this person hunts.
  static func isHunted(_ knownClass: String?) -> Bool {
    knownClass.flatMap(GalaxyKind.init(rawValue:))?.isRare == true
  }

  /// Answers every open question by the catalog's known class; gives how many are rare.
  func answer(activity: Activity) throws -> (answered: Int, rare: Int) {
    var known = ClassDirectory(try hunt.classes())
    let questions = try hunt.openQuestions()
    for question in questions {
      let isHunted = Self.isHunted(question.knownClass)
      let name = isHunted ? question.knownClass ?? Self.ordinary : Self.ordinary
      if known[name] == nil {
        known.add(try hunt.addClass(name, interest: isHunted ? 1 : 0, activity: activity))
      }
      guard let chosen = known[name] else { continue }
      try hunt.answer(question, with: chosen, annotator: Self.name, activity: activity)
    }
    return (questions.count, questions.count { Self.isHunted($0.knownClass) })
  }
}
