import Hunting
import Pages
import Store

extension HuntReporter {
  /// Rounds whose rankings are learned anew: each takes as long as a ranking does.
  private static let mostRounds = 8

  /// The personal ranking as it was after each round that brought answers, the last round's included.
  ///
  /// What counts is the class that a galaxy carries now, from the time that somebody first said so. A
  /// finetuned network has learned later answers, so it has no say.
  func pastRankings(_ truth: HuntTruth?) throws -> [PastRanking] {
    let rounds = try snapshot.rounds()
    guard truth != nil, !rounds.isEmpty else { return [] }
    let given = try timesOfLabels()
    let numbers = Dictionary(uniqueKeysWithValues: zip(snapshot.classes.map(\.id), 0...))
    var steps: [(round: Int, galaxies: [Int64])] = []
    for (place, round) in rounds.enumerated() {
      let end = place + 1 < rounds.count ? rounds[place + 1].createdAt : nil
      let known = given.filter { time in end.map { time.value < $0 } ?? true }.map(\.key)
      // A round without a new answer leaves the ranking as it was.
      guard !known.isEmpty, known.count != steps.last?.galaxies.count else { continue }
      steps.append((round.number, known))
    }
    let chosen = Self.spread(steps, atMost: Self.mostRounds)
    return try chosen.map { round, galaxies in
      let rows = galaxies.compactMap { galaxy -> LabelledGalaxy? in
        guard let row = snapshot.rows[galaxy],
          let number = snapshot.labels[galaxy].flatMap({ numbers[$0] })
        else { return nil }
        return LabelledGalaxy(galaxy: row, label: number)
      }.sorted { $0.galaxy < $1.galaxy }
      let ranking = try PersonalRanking(
        features: snapshot.features, answers: rows, classes: snapshot.classes,
        novelty: { try snapshot.novelty() })
      return PastRanking(
        round: round, labels: rows.count,
        labelledOfInterest: truth.map { truth in rows.count { truth.isOfInterest[$0.galaxy] } },
        values: try ranking.scores().map(Double.init))
    }
  }

  /// When somebody first gave each galaxy the class that it carries now.
  private func timesOfLabels() throws -> [Int64: String] {
    var times: [Int64: String] = [:]
    for answer in try store.standingAnswers(hunt: hunt.id)
    where snapshot.labels[answer.galaxy] == answer.label {
      times[answer.galaxy] = min(times[answer.galaxy] ?? answer.answeredAt, answer.answeredAt)
    }
    return times
  }

  /// The last and, evenly taken, others before it.
  static func spread<Element>(_ all: [Element], atMost count: Int) -> [Element] {
    guard all.count > count else { return all }
    return (1...count).map { all[$0 * all.count / count - 1] }
  }
}
