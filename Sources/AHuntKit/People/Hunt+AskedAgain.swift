import Evaluation
package import Review
import Store

/// What a review asks besides what is open.
public enum AskedAgain: Sendable, Equatable {
  /// What is open, and among it a share of what the person has answered before, which they aren't
  /// told.
  case reask(share: Double)
  /// Galaxies that people disagree on.
  case disagreements
  /// Answers that are most likely slips.
  case mistakes
  /// What was flagged for later.
  case flagged
}

extension Hunt {
  /// A review that asks again what was answered before, and what writes its answers down.
  ///
  /// - Throws: `HuntError.nothingAgain` where there is nothing to ask.
  package func reviewAgain(
    _ asked: AskedAgain, round: Int? = nil, of annotator: String, activity: Activity
  ) throws -> (session: ReviewSession, recorder: AgainRecorder) {
    let (questions, earlier) = try questionsAgain(asked, annotator: annotator)
    var asking = questions
    if case .reask = asked {
      asking = Self.mixed(questions, into: try store.openQuestions(hunt: id, round: round))
    }
    guard !asking.isEmpty else { throw HuntError.nothingAgain(asked) }
    let session = try store.snapshot {
      try ReviewSession(store: $0, hunt: id, asking: asking, annotator: annotator)
    }
    return (
      session,
      AgainRecorder(
        store: store, hunt: id, annotator: annotator, questions: questions, earlier: earlier,
        now: activity.now)
    )
  }

  /// Questions that are asked again, and the earlier answers of those that no label follows from.
  func questionsAgain(
    _ asked: AskedAgain, annotator: String
  ) throws -> (questions: [Question], earlier: [Int64: AnswerRecord.ID]) {
    switch asked {
    case .reask(let share): return try reasked(share, annotator)
    case .flagged: return try flagged(annotator)
    case .disagreements:
      let people = PeopleOnGalaxy.all(try store.standingAnswers(hunt: id))
      let names = Dictionary(
        uniqueKeysWithValues: try store.classes(hunt: id).map { ($0.id, $0.name) })
      let open = people.filter { galaxy in
        // Whoever has had the last word on it, has settled it for themselves.
        galaxy.isContested && galaxy.words.last?.annotator != annotator
      }
      let reasons = open.map { galaxy in
        galaxy.words.map { "\($0.annotator) says \(names[$0.label] ?? "?")" }
          .joined(separator: ", ")
      }
      return (
        try questions(about: open.map(\.galaxy), as: "disagreement", because: reasons), [:]
      )
    case .mistakes:
      let doubts = try likelyMistakes().filter { !$0.isConfirmed }
      let reasons = doubts.map {
        "\($0.annotator) says \($0.label), to which a head that did not learn this answer gives "
          + "\(Figures.percent($0.labelShare, places: 0)), and "
          + "\(Figures.percent($0.suggestedShare, places: 0)) to \($0.suggested)"
      }
      return (
        try questions(about: doubts.map(\.galaxy), as: "likely mistake", because: reasons), [:]
      )
    }
  }

  /// What anybody flagged for later and this person has not answered since, with the notes on it.
  private func flagged(
    _ annotator: String
  ) throws -> (questions: [Question], earlier: [Int64: AnswerRecord.ID]) {
    let remarks = try store.remarks(hunt: id)
    let notes = Dictionary(grouping: remarks.filter { $0.kind == .note }, by: \.galaxy)
    let flagged = Dictionary(
      remarks.filter { $0.kind == .flag }.map { ($0.galaxy, $0.createdAt) }, uniquingKeysWith: max)
    let answered = Dictionary(
      try store.standingAnswers(hunt: id).filter { $0.annotator == annotator }
        .map { ($0.galaxy, $0.answeredAt) }, uniquingKeysWith: max)
    let galaxies = try store.flaggedGalaxies(hunt: id)
      .filter { (answered[$0] ?? "") <= (flagged[$0] ?? "") }.sorted()
    let reasons = galaxies.map { galaxy in
      (["flagged for later"]
        + notes[galaxy, default: []].map { "\($0.annotator) notes: \($0.text ?? "")" })
        .joined(separator: "; ")
    }
    return (try questions(about: galaxies, as: "flag", because: reasons), [:])
  }

  /// A share of what somebody has answered, drawn at random, less what they were asked again already.
  private func reasked(
    _ share: Double, _ annotator: String
  ) throws -> (questions: [Question], earlier: [Int64: AnswerRecord.ID]) {
    let own = PeopleOnGalaxy.all(try store.standingAnswers(hunt: id)).compactMap { galaxy in
      galaxy.words.first { $0.annotator == annotator }
    }
    let done = Set(
      try store.reasks(hunt: id).filter { $0.annotator == annotator }.map(\.galaxy))
    let wanted = Int((share * Double(own.count)).rounded(.up)) - done.count
    guard wanted > 0 else { return ([], [:]) }
    var generator = SeededGenerator(seed: UInt64(own.count))
    let drawn = own.filter { !done.contains($0.galaxy) }.shuffled(using: &generator)
      .prefix(wanted)
    let questions = try questions(about: drawn.map(\.galaxy), as: nil, because: [])
    return (
      questions, Dictionary(uniqueKeysWithValues: drawn.map { ($0.galaxy, $0.id) })
    )
  }

  /// Questions about galaxies, in the shape of those that a round asked, with numbers below 0; one that
  /// is open still keeps its own.
  ///
  /// - Parameter arm: what stands in the place of the query arm; nil leaves everything as it was when
  ///   the galaxy was asked, so that nothing tells that it is asked again.
  private func questions(
    about galaxies: [Int64], as arm: String?, because reasons: [String]
  ) throws -> [Question] {
    let asked = Dictionary(
      try store.questions(hunt: id).map { ($0.galaxy, $0) }, uniquingKeysWith: { $1 })
    let last = try store.rounds(hunt: id).last?.number ?? 1
    return try zip(galaxies, store.galaxies(ids: galaxies)).enumerated().map { place, found in
      let (number, galaxy) = found
      let before = asked[number]
      return Question(
        id: before.flatMap { $0.isOpen ? $0.id : nil } ?? -number, round: before?.round ?? last,
        position: before?.position ?? place + 1,
        galaxy: number, objectID: galaxy.objectID, ra: galaxy.ra, dec: galaxy.dec,
        redshift: galaxy.redshift, knownClass: galaxy.knownClass,
        arm: arm ?? before?.arm ?? Arm.random.rawValue, score: before?.score ?? 0,
        probabilities: before?.probabilities ?? [:], reserve: before?.reserve,
        why: arm == nil ? before?.why ?? "drawn at random" : reasons[place],
        isOpen: arm == nil || before?.isOpen == true)
    }
  }

  /// Questions among others, in places that cannot be guessed; the others keep their order.
  static func mixed(_ few: [Question], into many: [Question]) -> [Question] {
    var generator = SeededGenerator(seed: UInt64(many.count))
    var mixed = many
    for question in few {
      mixed.insert(question, at: Int(generator.next() % UInt64(mixed.count + 1)))
    }
    return mixed
  }
}
