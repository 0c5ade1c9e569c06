import Foundation
import Hunting
import Store

/// Plans a round from the hunt's state and writes its questions down.
struct RoundPlanner {
  let state: HuntState
  let size: Int
  /// How the questions are divided among the arms.
  var budget = QueryBudget.standard
  let seed: UInt64?
  /// Whether the mix follows what each arm's questions brought so far.
  var isAdaptive = false

  /// The round as it was stored; nil when there is nothing left to ask.
  func ask(now: Date) throws -> RoundPayload? {
    var budget = self.budget
    // Draws go on through one order for the whole hunt, which keeps the random arm unbiased.
    let first = try state.store.rounds(hunt: state.hunt.id).first?.seed
    let drawSeed = seed ?? first.map { UInt64(bitPattern: $0) } ?? 0
    if isAdaptive {
      budget = try AdaptiveBudget(base: budget, rounds: yields()).budget(size: size, seed: drawSeed)
    }
    let probabilities = try state.probabilities()
    let questions = try QueryRound(
      features: state.features, probabilities: probabilities, classes: state.userClasses,
      novelty: try state.novelty(), excluded: try excluded(), size: size, budget: budget,
      drawSeed: drawSeed
    ).plan()
    guard !questions.isEmpty else { return nil }
    let round = try state.store.openRound(
      questions.map(stored), hunt: state.hunt.id, size: size,
      arms: Dictionary(
        uniqueKeysWithValues: Arm.allCases.map { ($0.rawValue, budget.share(of: $0)) }),
      seed: Int64(bitPattern: drawSeed), model: state.embedder.id,
      network: try state.network(), now: now)
    let names = Dictionary(
      uniqueKeysWithValues: try state.store.galaxies(ids: questions.map { state.ids[$0.galaxy] })
        .map { ($0.id, $0.objectID) })
    return RoundPayload(
      round: round.number,
      questions: questions.map {
        .init(
          position: $0.position, objectID: names[state.ids[$0.galaxy]] ?? "",
          arm: $0.arm.rawValue, score: $0.score, why: $0.why)
      }, galaxies: state.ids.count, left: try LeftPayload(state))
  }

  /// Answered questions and finds of each arm, round after round.
  private func yields() throws -> [[ArmYield]] {
    let interests = state.interests
    let rounds = Dictionary(
      grouping: try state.store.questions(hunt: state.hunt.id).filter { $0.label != nil },
      by: \.round)
    return rounds.sorted { $0.key < $1.key }.map { _, questions in
      Arm.allCases.map { arm in
        let own = questions.filter { $0.arm == arm.rawValue }
        return ArmYield(
          arm: arm, asked: own.count, found: own.count { interests.contains($0.label ?? "") })
      }
    }
  }

  /// Rows that were asked or labelled before.
  private func excluded() throws -> Set<Int> {
    let known = try state.store.askedGalaxyIDs(hunt: state.hunt.id).union(state.labels.keys)
    return Set(known.compactMap { state.rows[$0] })
  }

  private func stored(_ question: Question) -> NewQuestion {
    let names = state.classes.map(\.name) + ["reserve"]
    return NewQuestion(
      galaxy: state.ids[question.galaxy], arm: question.arm.rawValue, score: question.score,
      probabilities: Dictionary(
        zip(names, question.probabilities.map(Double.init)), uniquingKeysWith: { first, _ in first }
      ), why: question.why)
  }
}
