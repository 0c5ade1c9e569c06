import Hunting
import Pages
import Store
import Vocabulary

extension HuntReporter {
  /// Rounds whose rankings are learned anew: each takes as long as a ranking does.
  private static let mostRounds = 8

  /// The personal ranking as it was after each round that brought answers, the last round's included.
  ///
  /// A galaxy counts from its first answer that stands to this day: as what it carries now where somebody
  /// had said so by then, else as what was said last. A finetuned network has learned later answers, so it
  /// has no say.
  func pastRankings(_ truth: HuntTruth?) throws -> [PastRanking] {
    let rounds = try snapshot.rounds()
    guard truth != nil, !rounds.isEmpty else { return [] }
    let answers = try store.standingAnswers(hunt: hunt.id).sorted {
      ($0.answeredAt, $0.id) < ($1.answeredAt, $1.id)
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(snapshot.classes.map(\.id), 0...))
    var steps: [(round: Int, labels: [Int64: HuntClass.ID])] = []
    for (place, round) in rounds.enumerated() {
      let end = place + 1 < rounds.count ? rounds[place + 1].createdAt : nil
      let known = labels(
        by: answers.prefix { answer in end.map { answer.answeredAt < $0 } ?? true })
      // A round without a new answer leaves the ranking as it was.
      guard !known.isEmpty, known != steps.last?.labels else { continue }
      steps.append((round.number, known))
    }
    let chosen = Self.spread(steps, atMost: Self.mostRounds)
    return try chosen.map { round, labels in
      let rows = labels.compactMap { galaxy, label -> LabelledGalaxy? in
        guard let row = snapshot.rows[galaxy], let number = numbers[label] else { return nil }
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

  /// What the first answers, in the order of time, made of each galaxy that carries a class now.
  private func labels(by answers: ArraySlice<StandingAnswer>) -> [Int64: HuntClass.ID] {
    var labels: [Int64: HuntClass.ID] = [:]
    for answer in answers {
      guard let now = snapshot.labels[answer.galaxy], labels[answer.galaxy] != now else { continue }
      labels[answer.galaxy] = answer.label
    }
    return labels
  }

  /// The last and, evenly taken, others before it.
  static func spread<Element>(_ all: [Element], atMost count: Int) -> [Element] {
    guard all.count > count else { return all }
    return (1...count).map { all[$0 * all.count / count - 1] }
  }
}
