import Vocabulary

@testable import Hunting

/// A round over three clouds, ready to plan; tests change what they are about.
struct RoundFixture {
  let clusters: Clusters
  var round: QueryRound

  /// `answered` of each cloud are answered; cloud 2 is what the person hunts.
  init(
    counts: [Int] = [120, 100, 30], answered: Int = 4, interests: [Double] = [0, 0, 1],
    columns: Int = 6, size: Int = 20, extraRows: [[Float]] = [],
    budget: QueryBudget = .standard
  ) throws {
    let clusters = Clusters(counts: counts, columns: columns)
    self.clusters = clusters
    var rows = (0..<clusters.features.rows).map { Array(clusters.features[$0]) }
    rows += extraRows
    let features = FeatureMatrix(rows)
    let answers = counts.indices.flatMap { cloud in
      clusters.clouds.indices.filter { clusters.clouds[$0] == cloud }.prefix(answered)
        .map { LabelledGalaxy(galaxy: $0, label: cloud) }
    }
    let classes = interests.enumerated().map {
      HuntClass(id: Int64($0), name: "cloud \($0)", interest: $1)
    }
    var head = PersonalisedHead(for: features)
    try head.fit(features: features, answers: answers, classes: classes.map(\.id))
    round = QueryRound(
      features: features, probabilities: try head.probabilities(features), classes: classes,
      novelty: { try NeighbourNovelty.nearestNeighbourDistance(features) },
      excluded: Set(answers.map(\.galaxy)), size: size, budget: budget, drawSeed: 77)
  }

  func cloud(of question: PlannedQuestion) -> Int { clusters.clouds[question.galaxy] }
}
