package import Store

extension Hunt {
  /// No longer asks what nobody has answered of a round; those galaxies may be asked again, and what
  /// was answered stays.
  ///
  /// - Parameter round: its number; nil for the last.
  /// - Throws: `HuntError.noOpenQuestions` where all of it is answered or withdrawn, or no round was
  ///   asked; an error of the store where there is no such round.
  package func withdrawRound(
    _ round: Int? = nil, activity: Activity = Activity()
  ) throws -> WithdrawnRound {
    try store.transaction { store in
      guard try round != nil || !store.rounds(hunt: id).isEmpty else {
        throw HuntError.noOpenQuestions()
      }
      let withdrawn = try store.withdrawRound(round, hunt: id, now: activity.now())
      guard withdrawn.withdrawn > 0 else {
        throw HuntError.noOpenQuestions(round: withdrawn.number)
      }
      return withdrawn
    }
  }

  /// How many questions wait for an answer.
  package func openQuestionCount() throws -> Int { try store.openQuestionCount(hunt: id) }

  /// How many galaxies a round could ask about: those that nobody asked or labelled.
  package func askableCount() throws -> Int {
    try store.snapshot { store in
      try store.galaxyCount() - store.askedGalaxyIDs(hunt: id).count
    }
  }

  /// Whose answer a galaxy carries.
  package func labelRule() throws -> LabelRule { try store.labelRule(hunt: id) }

  /// Says whose answer a galaxy carries from now on; every answer is kept.
  package func setLabelRule(_ rule: LabelRule) throws {
    try store.setLabelRule(rule, hunt: id)
  }
}
