import Testing

@testable import Hunting

/// What every head that learns from answers has to do.
struct HeadTests {
  enum Kind: CaseIterable {
    case personalised, softmax

    func head(for features: FeatureMatrix) -> any Ranker {
      switch self {
      case .personalised: PersonalisedHead(for: features)
      case .softmax: SoftmaxHead(for: features, l2: 1)
      }
    }
  }

  /// What a head says that has seen `answered` of each of the clouds.
  private func probabilities(
    _ kind: Kind, _ clusters: Clusters, answered: Int, clouds: [Int] = [0, 1, 2],
    classes: [Int64]? = nil
  ) throws -> HeadProbabilities {
    var head = kind.head(for: clusters.features)
    let answers = clouds.enumerated().flatMap { label, cloud in
      clusters.clouds.indices.filter { clusters.clouds[$0] == cloud }.prefix(answered)
        .map { LabelledGalaxy(galaxy: $0, label: label) }
    }
    try head.fit(
      features: clusters.features, answers: answers,
      classes: classes ?? clouds.map(Int64.init))
    return try head.probabilities(clusters.features)
  }

  @Test(arguments: Kind.allCases)
  func sharesAddUpToOne(kind: Kind) throws {
    let found = try probabilities(kind, Clusters(counts: [300, 200, 40]), answered: 5)
    for row in 0..<found.rows {
      #expect(found[row].allSatisfy { (0...1).contains($0) })
      #expect(abs(found[row].reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test(arguments: Kind.allCases)
  func fewAnswersSortTheRestOfTheClouds(kind: Kind) throws {
    let clusters = Clusters(counts: [120, 90, 40])
    let found = try probabilities(kind, clusters, answered: 4)
    let right = clusters.clouds.indices.count { row in
      (0..<3).max { found.probability(row, $0) < found.probability(row, $1) }
        == clusters.clouds[row]
    }
    #expect(right == clusters.clouds.count)
  }

  @Test(arguments: Kind.allCases)
  func aClassFirstNamedLaterIsLearned(kind: Kind) throws {
    let clusters = Clusters(counts: [60, 60, 60])
    var head = kind.head(for: clusters.features)
    var answers: [LabelledGalaxy] = []
    for label in 0..<3 {
      answers += clusters.clouds.indices.filter { clusters.clouds[$0] == label }.prefix(6)
        .map { LabelledGalaxy(galaxy: $0, label: label) }
      guard label > 0 else { continue }
      try head.fit(
        features: clusters.features, answers: answers,
        classes: (0...label).map(Int64.init))
    }
    let found = try head.probabilities(clusters.features)
    let member = try #require(clusters.clouds.lastIndex(of: 2))
    #expect(found.probability(member, 2) > 0.5)
    // Nothing of the earlier fit is left.
    let fresh = try probabilities(kind, clusters, answered: 6)
    for (a, b) in zip(found.values, fresh.values) { #expect(abs(a - b) < 1e-6) }
  }

  @Test(arguments: Kind.allCases)
  func aClassWithoutAnswersIsSilent(kind: Kind) throws {
    let found = try probabilities(
      kind, Clusters(counts: [60, 60]), answered: 6, clouds: [0, 1],
      classes: [0, 1, 7])
    #expect(found.isTrained == [true, true, false])
    #expect((0..<found.rows).allSatisfy { found.probability($0, 2) == 0 })
  }

  @Test(arguments: Kind.allCases)
  func withoutAnswersEverythingIsReserve(kind: Kind) throws {
    let found = try probabilities(
      kind, Clusters(counts: [20, 20]), answered: 0, clouds: [0], classes: [4])
    #expect(found.reserves.allSatisfy { $0 == 1 })
    #expect(found.interestScore(weights: [1]).allSatisfy { $0 == 0 })
  }

  @Test(arguments: Kind.allCases)
  func theSameAnswersAreLearnedAlike(kind: Kind) throws {
    let clusters = Clusters(counts: [80, 60, 20])
    #expect(
      try probabilities(kind, clusters, answered: 8)
        == probabilities(kind, clusters, answered: 8))
  }

  @Test(arguments: Kind.allCases)
  func identicalAnswersAreNoTrouble(kind: Kind) throws {
    let features = FeatureMatrix([[Float]](repeating: [1, 2], count: 6) + [[3, 1], [0, 0]])
    var head = kind.head(for: features)
    try head.fit(
      features: features, answers: (0..<7).map { LabelledGalaxy(galaxy: $0, label: $0 / 4) },
      classes: [0, 1])
    let found = try head.probabilities(features)
    #expect(found.values.allSatisfy { $0.isFinite })
    #expect(found.probability(0, 0) > found.probability(0, 1))
  }

  @Test(arguments: Kind.allCases)
  func wrongInputIsRefusedInWords(kind: Kind) throws {
    let features = FeatureMatrix([[0, 1], [1, 0]])
    var head = kind.head(for: features)
    #expect(throws: HuntingError.galaxyOutOfRange(index: 2, count: 2)) {
      try head.fit(
        features: features, answers: [LabelledGalaxy(galaxy: 2, label: 0)], classes: [0])
    }
    #expect(throws: HuntingError.labelOutOfRange(label: 1, classes: 1)) {
      try head.fit(
        features: features, answers: [LabelledGalaxy(galaxy: 0, label: 1)], classes: [0])
    }
    #expect(throws: HuntingError.duplicateClass(name: "#5")) {
      try head.fit(features: features, answers: [], classes: [5, 5])
    }
    #expect(
      throws: HuntingError.countMismatch(what: "features per galaxy", expected: 2, found: 1)
    ) { try head.probabilities(FeatureMatrix([[1]])) }
  }
}
