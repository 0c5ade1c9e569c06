import Foundation
import Testing

@testable import Hunting

struct SoftmaxHeadTests {
  private func identity(_ columns: Int) -> Standardisation {
    Standardisation(
      mean: [Float](repeating: 0, count: columns),
      inverseDeviation: [Float](repeating: 1, count: columns))
  }

  /// A head that has seen `answered` of each of the clouds.
  private func fitted(
    _ clusters: Clusters, answered: Int, clouds: [Int] = [0, 1, 2],
    settings: SoftmaxSettings = SoftmaxSettings(l2: 1)
  ) throws -> SoftmaxHead {
    var head = SoftmaxHead(
      standardisation: Standardisation(of: clusters.features), settings: settings)
    try head.fit(
      features: clusters.features, answers: answers(clusters, answered: answered, clouds: clouds),
      classes: clouds.map { "cloud \($0)" })
    return head
  }

  private func answers(
    _ clusters: Clusters, answered: Int, clouds: [Int]
  ) -> [LabelledGalaxy] {
    clouds.enumerated().flatMap { label, cloud in
      clusters.clouds.indices.filter { clusters.clouds[$0] == cloud }.prefix(answered)
        .map { LabelledGalaxy(galaxy: $0, label: label) }
    }
  }

  @Test func reachesTheSolutionOfScikitLearn() throws {
    let fixture = try LogisticRegressionFixture.load()
    let features = FeatureMatrix(fixture.features)
    var head = SoftmaxHead(
      standardisation: identity(features.columns),
      settings: SoftmaxSettings(l2: fixture.l2, balancing: 1, tolerance: 1e-8))
    try head.fit(
      features: features,
      answers: fixture.labels.enumerated().map { LabelledGalaxy(galaxy: $0, label: $1) },
      classes: ["a", "b", "c"])
    for (found, wanted) in zip(head.weights.joined(), fixture.weights.joined()) {
      #expect(abs(found - wanted) < 1e-4)
    }
    let probabilities = try head.probabilities(features)
    for row in 0..<features.rows {
      let known = 1 - probabilities.reserve(row)
      for index in 0..<3 {
        let share = probabilities.probability(row, index) / known
        #expect(abs(share - fixture.probabilities[row][index]) < 1e-4)
      }
    }
  }

  @Test func sharesAddUpToOne() throws {
    let clusters = Clusters(counts: [300, 200, 40])
    let probabilities = try fitted(clusters, answered: 5).probabilities(clusters.features)
    for row in 0..<probabilities.rows {
      let shares = probabilities[row]
      #expect(shares.allSatisfy { (0...1).contains($0) })
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func fewAnswersSortTheRestOfTheClouds() throws {
    let clusters = Clusters(counts: [120, 90, 40])
    let probabilities = try fitted(clusters, answered: 4).probabilities(clusters.features)
    let right = clusters.clouds.indices.count { row in
      (0..<3).max {
        probabilities.probability(row, $0) < probabilities.probability(row, $1)
      } == clusters.clouds[row]
    }
    #expect(right == clusters.clouds.count)
  }

  @Test func growthKeepsTheOldOutputs() throws {
    let clusters = Clusters(counts: [60, 60, 60])
    var head = try fitted(clusters, answered: 6, clouds: [0, 1])
    let before = try head.probabilities(clusters.features)
    let weights = head.weights
    try head.grow(to: head.classes + ["tail"])
    let after = try head.probabilities(clusters.features)
    #expect(Array(head.weights.prefix(2)) == weights)
    #expect(after.classes == ["cloud 0", "cloud 1", "tail"])
    #expect(after.isTrained == [true, true, false])
    for row in 0..<before.rows {
      #expect(after.probability(row, 0) == before.probability(row, 0))
      #expect(after.probability(row, 1) == before.probability(row, 1))
      #expect(after.probability(row, 2) == 0)
      #expect(after.reserve(row) == before.reserve(row))
    }
  }

  @Test func aClassFirstNamedLaterIsLearnedAndWarmEqualsFresh() throws {
    let clusters = Clusters(counts: [60, 60, 60])
    let settings = SoftmaxSettings(l2: 1, tolerance: 1e-8)
    var warm = try fitted(clusters, answered: 6, clouds: [0, 1], settings: settings)
    let all = answers(clusters, answered: 6, clouds: [0, 1, 2])
    try warm.fit(
      features: clusters.features, answers: all, classes: ["cloud 0", "cloud 1", "cloud 2"])
    let fresh = try fitted(clusters, answered: 6, settings: settings)
    let a = try warm.probabilities(clusters.features)
    let b = try fresh.probabilities(clusters.features)
    for (warm, fresh) in zip(a.values, b.values) { #expect(abs(warm - fresh) < 1e-3) }
    let member = try #require(clusters.clouds.firstIndex(of: 2))
    #expect(a.probability(member, 2) > 0.5)
  }

  @Test func theReserveRisesFarFromEverythingAnswered() throws {
    let clusters = Clusters(counts: [200, 200, 8])
    let head = try fitted(clusters, answered: 10, clouds: [0, 1])
    let probabilities = try head.probabilities(clusters.features)
    let answered = clusters.clouds.indices.filter { clusters.clouds[$0] < 2 }
      .map { probabilities.reserve($0) }.sorted()
    let unseen = clusters.clouds.indices.filter { clusters.clouds[$0] == 2 }
      .map { probabilities.reserve($0) }
    // The scale puts one half at the survey's 95th percentile, so a few stragglers pass it.
    #expect(unseen.min()! > answered[answered.count * 19 / 20])
    #expect(unseen.min()! > 0.5)
    #expect(answered[answered.count / 2] < 0.1)
    let outlier = FeatureMatrix([[Float](repeating: 60, count: 6)])
    #expect(try head.probabilities(outlier).reserve(0) > 0.95)
  }

  @Test func withoutAnswersEverythingIsReserve() throws {
    let clusters = Clusters(counts: [20, 20])
    var head = SoftmaxHead(standardisation: Standardisation(of: clusters.features))
    try head.fit(features: clusters.features, answers: [], classes: ["ring"])
    let probabilities = try head.probabilities(clusters.features)
    #expect(!head.isFitted)
    #expect(probabilities.reserves.allSatisfy { $0 == 1 })
    #expect(probabilities.interestScore(weights: [1]).allSatisfy { $0 == 0 })
  }

  @Test func oneClassAloneSharesWithTheReserve() throws {
    let clusters = Clusters(counts: [50, 50])
    let head = try fitted(clusters, answered: 5, clouds: [0])
    let probabilities = try head.probabilities(clusters.features)
    let near = try #require(clusters.clouds.firstIndex(of: 0))
    let far = try #require(clusters.clouds.firstIndex(of: 1))
    #expect(probabilities.probability(near, 0) > probabilities.probability(far, 0))
  }

  @Test func balancingRaisesTheRareClass() throws {
    let clusters = Clusters(counts: [200, 20], columns: 2, spread: 4)
    let answers = clusters.clouds.enumerated().map { LabelledGalaxy(galaxy: $0, label: $1) }
    func share(_ balancing: Double) throws -> Float {
      var head = SoftmaxHead(
        standardisation: Standardisation(of: clusters.features),
        settings: SoftmaxSettings(l2: 1, balancing: balancing))
      try head.fit(features: clusters.features, answers: answers, classes: ["common", "rare"])
      return try head.probabilities(clusters.features).interestScore(weights: [0, 1])
        .reduce(0, +)
    }
    #expect(try share(1) > 1.5 * share(0))
  }

  @Test func fittingIsDeterministicAndSurvivesCoding() throws {
    let clusters = Clusters(counts: [80, 60, 20])
    let head = try fitted(clusters, answered: 8)
    #expect(try fitted(clusters, answered: 8) == head)
    let decoded = try JSONDecoder().decode(
      SoftmaxHead.self, from: JSONEncoder().encode(head))
    #expect(
      try decoded.probabilities(clusters.features) == head.probabilities(clusters.features))
  }

  @Test func wrongInputIsRefusedInWords() throws {
    let features = FeatureMatrix([[0, 1], [1, 0]])
    var head = SoftmaxHead(standardisation: Standardisation(of: features))
    #expect(throws: HuntingError.galaxyOutOfRange(index: 2, count: 2)) {
      try head.fit(
        features: features, answers: [LabelledGalaxy(galaxy: 2, label: 0)], classes: ["a"])
    }
    #expect(throws: HuntingError.labelOutOfRange(label: 1, classes: 1)) {
      try head.fit(
        features: features, answers: [LabelledGalaxy(galaxy: 0, label: 1)], classes: ["a"])
    }
    #expect(throws: HuntingError.duplicateClass(name: "a")) { try head.grow(to: ["a", "a"]) }
    try head.grow(to: ["a", "b"])
    #expect(throws: HuntingError.classesReordered(expected: ["a", "b"], found: ["b", "a"])) {
      try head.grow(to: ["b", "a"])
    }
    #expect(
      throws: HuntingError.countMismatch(what: "features a galaxy", expected: 2, found: 1)
    ) { try head.probabilities(FeatureMatrix([[1]])) }
    #expect(throws: HuntingError.duplicateClass(name: "b")) { try head.rename("a", to: "b") }
    try head.rename("a", to: "arc")
    #expect(head.classes == ["arc", "b"])
  }
}
