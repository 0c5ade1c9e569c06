import Hunting
import Review
import Store
import Vocabulary

/// What the tables of the answers say at one moment, with the survey's vectors as they were read before.
struct LiveMoment {
  let snapshot: HuntSnapshot
  /// Questions without an answer, in the order they were asked.
  let open: [Question]
  /// Galaxies that must not be asked again, the open ones among them.
  let asked: Set<Int64>
  /// Fixes the order in which the random arm draws, throughout the hunt.
  let drawSeed: UInt64
  let lastAnswer: AnswerRecord.ID?

  /// Reads what may have changed since `previous`; all of it where the survey's vectors are others.
  ///
  /// - Parameter store: is read in one snapshot, and again later for what is wanted only then.
  init(_ store: HuntStore, hunt: HuntRecord.ID, after previous: HuntSnapshot?) throws {
    self = try store.snapshot { moment in
      let snapshot = try previous?.updated(from: moment) ?? HuntSnapshot(moment, hunt: hunt)
      return try LiveMoment(snapshot.outliving(by: store), moment, hunt: hunt)
    }
  }

  private init(_ snapshot: HuntSnapshot, _ store: HuntStore, hunt: HuntRecord.ID) throws {
    self.snapshot = snapshot
    open = try store.openQuestions(hunt: hunt)
    asked = try store.askedGalaxyIDs(hunt: hunt)
    drawSeed = try store.rounds(hunt: hunt).first.map { UInt64(bitPattern: $0.seed) } ?? 0
    lastAnswer = try store.lastAnswer(hunt: hunt)
  }

  /// Rows of galaxies among the vectors.
  func rows(_ galaxies: some Sequence<Int64>) -> Set<Int> {
    Set(galaxies.compactMap { snapshot.rows[$0] })
  }
}

/// What was learned from one moment.
final class LiveHead: @unchecked Sendable {
  // The draws are reached by `AdaptiveQuestions` alone, under its lock; all else never changes. The
  // ranking asks for the novelty through a closure that is safe on any thread.
  let beliefs: ReviewBeliefs
  let moment: LiveMoment
  /// From which the next questions are drawn; nil where a review is not adaptive.
  var draws: QuestionDraws?

  /// Questions that may be drawn before the next refit.
  private static let drawsAhead = 16

  /// Appraises the open questions, and gets draws ready.
  init(
    _ ranking: PersonalRanking, _ moment: LiveMoment, generation: Int, budget: QueryBudget?,
    again: [Question] = []
  ) throws {
    self.moment = moment
    let waiting = Set(moment.open.map(\.galaxy))
    let answered = ranking.round(
      of: 1, excluded: moment.rows(moment.asked.subtracting(waiting)), drawSeed: moment.drawSeed)
    beliefs = try Self.beliefs(answered, moment, generation: generation, again: again)
    draws = try budget.map {
      try QuestionDraws(
        ranking.round(
          of: Self.drawsAhead, budget: $0, excluded: moment.rows(moment.asked),
          drawSeed: moment.drawSeed))
    }
  }

  private static func beliefs(
    _ round: QueryRound, _ moment: LiveMoment, generation: Int, again: [Question]
  ) throws -> ReviewBeliefs {
    let rows = moment.snapshot.rows
    var questions: [Int: Question] = [:]
    var asked: [(galaxy: Int, arm: Arm)] = []
    // Galaxies without vectors, and arms of a newer version, keep what was stored and come last.
    var others: [Question] = []
    for question in moment.open {
      if let row = rows[question.galaxy], let arm = Arm(rawValue: question.arm) {
        questions[row] = question
        asked.append((row, arm))
      } else {
        others.append(question)
      }
    }
    var beliefs: [Question.ID: ReviewBeliefs.Belief] = [:]
    var order: [Question.ID] = []
    let classes = round.probabilities.classes
    func add(_ question: Question, _ shares: some Collection<Float>, _ why: String) {
      beliefs[question.id] = ReviewBeliefs.Belief(
        probabilities: Dictionary(uniqueKeysWithValues: zip(classes, shares.map(Double.init))),
        reserve: shares.dropFirst(classes.count).first.map(Double.init) ?? 0, why: why)
    }
    for appraisal in try round.reappraised(asked) {
      guard let question = questions[appraisal.galaxy] else { continue }
      add(question, appraisal.probabilities, appraisal.why ?? question.why)
      order.append(question.id)
    }
    for question in others {
      order.append(question.id)
      if let row = rows[question.galaxy] { add(question, round.probabilities[row], question.why) }
    }
    // They are asked for reasons of their own, also where a round asks about the same galaxy.
    for question in again {
      if let row = rows[question.galaxy] { add(question, round.probabilities[row], question.why) }
    }
    return ReviewBeliefs(generation: generation, beliefs: beliefs, order: order)
  }
}
