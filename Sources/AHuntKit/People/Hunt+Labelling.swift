import Review
package import Store

/// What came of labelling one galaxy.
package struct LabelledGalaxyOutcome: Sendable {
  /// What the galaxy carries now.
  package let label: Label?
  /// What this person says of it.
  package let said: Saying
  /// The class that was made for it.
  package let added: HuntClass?
}

extension Hunt {
  /// What each person says of each galaxy, in the order it was answered.
  ///
  /// - Parameter all: whether those are given too that don't count.
  package func positionedLabels(all: Bool = true) throws -> [PositionedLabel] {
    try store.positionedLabels(hunt: id).filter { all || $0.counts }
  }

  /// Whether an answer of this person stands.
  package func hasAnswered(_ annotator: String) throws -> Bool {
    try store.standingAnswers(hunt: id).contains { $0.annotator == annotator }
  }

  /// Records what somebody says of one galaxy; their own earlier word is taken back.
  ///
  /// - Parameters:
  ///   - objectID: the galaxy's object id.
  ///   - name: the class.
  ///   - isNew: whether a class that there is not is made.
  ///   - annotator: who says so.
  /// - Throws: An error of the store where there is no such galaxy or class, or several catalogs hold
  ///   such an object.
  package func label(
    _ objectID: String, as name: String, isNew: Bool = false, annotator: String,
    activity: Activity = Activity()
  ) throws -> LabelledGalaxyOutcome {
    try store.transaction { store in
      let galaxy = try store.galaxy(objectID: objectID)
      let directory = try store.directory(hunt: id)
      var added: HuntClass?
      if directory.target(of: name) == nil, isNew {
        let interest = try store.interestOfNamedClasses(hunt: id)
        added = try store.addClass(
          name, interest: ClassName.usualInterest(name, otherwise: interest), hunt: id,
          keys: ClassKeys.next, now: activity.now())
      }
      guard let chosen = directory.target(of: name) ?? added else {
        throw StoreError.noClass(name: name, known: directory.classes.map(\.name))
      }
      let said = try store.say(
        chosen.id, about: galaxy.id, hunt: id, annotator: annotator, now: activity.now())
      let label = try store.positionedLabels(hunt: id, galaxy: galaxy.id).first(where: \.counts)
      return LabelledGalaxyOutcome(label: label?.label, said: said, added: added)
    }
  }
}
