import Evaluation
import Testing
import Vocabulary

@testable import Hunting

struct ReplayTests {
  fileprivate func pool() throws -> ReplayPool {
    let clusters = Clusters(counts: [90, 70, 18], columns: 5, spread: 0.9)
    let names = ["spiral", "elliptical", "ring"]
    return try ReplayPool(
      features: clusters.features, knownClasses: clusters.clouds.map { names[$0] },
      scores: [
        .reconstruction: clusters.features.values.indices.filter { $0 % 5 == 0 }.map {
          clusters.features.values[$0]
        }
      ])
  }

  private let settings = ReplaySettings(rounds: 4, size: 10)

  @Test(arguments: [
    "ahunt", "adaptive", "exploit", "random", "uncertainty", "isolation-forest", "neighbour",
  ])
  func everyFigureStaysInItsRange(name: String) throws {
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    let result = try replay.run(ReplayStrategy(name: name), seeds: [1, 2])
    #expect(result.repeats.count == 2)
    for rounds in result.repeats {
      #expect(rounds.map(\.labels) == [10, 20, 30, 40])
      for round in rounds {
        #expect(round.yield.reduce(0) { $0 + $1.asked } == round.labels)
        #expect(round.yield.reduce(0) { $0 + $1.found } == round.found)
        #expect(round.trueCandidates == Double(round.found) / Double(round.labels))
        #expect(round.foundOfEach == ["ring": round.found])
        let hasHead = !["isolation-forest", "neighbour"].contains(name)
        #expect((round.calibration != nil) == hasHead)
        for metrics in [round.withLabelled, round.withoutLabelled] {
          for (figure, value) in metrics.named {
            // Nil is right only once every anomaly has been found.
            guard let value else {
              #expect(round.found == 18, "\(figure)")
              continue
            }
            #expect((figure == "mcc" ? -1.0...1.0 : 0.0...1.0).contains(value), "\(figure)")
          }
        }
      }
    }
  }

  @Test func huntingBeatsRandomAndAScoreThatKnowsNothing() throws {
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    let seeds: [UInt64] = [1, 2, 3]
    func found(_ strategy: ReplayStrategy) throws -> Double {
      try #require(
        replay.run(strategy, seeds: seeds).finalSummary(in: 0...1_000) { Double($0.found) }
      ).estimate
    }
    let ahunt = try found(.ahunt)
    #expect(ahunt > 2 * (try found(.random)))
    #expect(ahunt > (try found(.isolationForest)))
  }

  @Test func theSeedFixesTheHunt() throws {
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    let first = try replay.run(.ahunt, seeds: [5]).repeats
    #expect(try replay.run(.ahunt, seeds: [5]).repeats == first)
    #expect(try replay.run(.ahunt, seeds: [6]).repeats != first)
  }

  @Test func priorLabelsAreNotCountedAsQuestions() throws {
    var settings = settings
    settings.priorLabels = 30
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    let rounds = try #require(replay.run(.ahunt, seeds: [1]).repeats.first)
    #expect(rounds.map(\.labels) == [40, 50, 60, 70])
    #expect(rounds[3].yield.reduce(0) { $0 + $1.asked } == 40)
  }

  @Test func twoKindsAtOnce() throws {
    let replay = try Replay(pool: pool(), anomalies: ["ring", "elliptical"], settings: settings)
    let rounds = try #require(replay.run(.ahunt, seeds: [1]).repeats.first)
    #expect(rounds[3].found > 22)
  }

  @Test func theHuntEndsWithThePool() throws {
    var settings = settings
    settings.rounds = 50
    settings.size = 100
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    let rounds = try #require(replay.run(.random, seeds: [1]).repeats.first)
    #expect(rounds.map(\.labels) == [100, 178])
    #expect(rounds[1].found == 18)
    #expect(rounds[1].withLabelled.rws == 1)
    #expect(rounds[1].withoutLabelled.rws == nil)
  }

  @Test func thinningLeavesTheWantedRate() throws {
    var generator = SeededGenerator(seed: 1)
    let thinned = try pool().thinned(anomalies: ["ring"], rate: 0.02, using: &generator)
    #expect(thinned.knownClasses.count { $0 == "ring" } == 3)
    #expect(thinned.knownClasses.count == 163)
    #expect(thinned.novelty.count == 163)
    #expect(throws: HuntingError.self) {
      try pool().thinned(anomalies: ["ring"], rate: 0.5, using: &generator)
    }
  }

  @Test func unknownNamesAndMissingScoresAreRefused() throws {
    #expect(throws: HuntingError.unknownStrategy(name: "luck")) {
      try ReplayStrategy(name: "luck")
    }
    for name in ReplayStrategy.names { #expect(try ReplayStrategy(name: name).name == name) }
    let pool = try pool()
    #expect(
      throws: HuntingError.unknownAnomaly(
        name: "lens", known: ["elliptical", "ring", "spiral"])
    ) { try Replay(pool: pool, anomalies: ["lens"]) }
    let strange = [
      ReplayChange(round: 1, .merge("lens", into: "ring")),
      ReplayChange(round: 2, .weigh("hoop", interest: 3)), ReplayChange(round: 2, .split("hoop")),
      ReplayChange(round: 1, .name("hoop")),
    ]
    for change in strange {
      var settings = settings
      settings.changes = [change]
      #expect(throws: HuntingError.self, "\(change)") {
        try Replay(pool: pool, anomalies: ["ring"], settings: settings)
      }
    }
    // A word that came up before is as good as a known class.
    var merging = settings
    merging.changes = [
      ReplayChange(round: 1, .merge("ring", into: "hoop")),
      ReplayChange(round: 2, .weigh("hoop", interest: 3)),
    ]
    #expect(throws: Never.self) {
      try Replay(pool: pool, anomalies: ["ring"], settings: merging)
    }
    var many = settings
    many.priorLabels = 1_000
    #expect(throws: HuntingError.self) {
      try Replay(pool: pool, anomalies: ["ring"], settings: many)
    }
    #expect(throws: HuntingError.missingScore(strategy: "density")) {
      try Replay(pool: pool, anomalies: ["ring"]).run(.score(.density), seeds: [1])
    }
  }
}

extension ReplayTests {
  @Test func calibrationIsOfWhatIsLeft() throws {
    let certain = try #require(
      ReplayCalibration(
        probabilities: [1, 0, 0, 0], isAnomaly: [true, false, false, false], census: nil))
    #expect(certain.logLoss == 0 && certain.calibrationError == 0)
    #expect(certain.prevalence == 0.25 && certain.meanProbability == 0.25)
    #expect(abs(certain.prevalenceLogLoss - 0.562_335_144_618_808) < 1e-12)
    let vague = try #require(
      ReplayCalibration(probabilities: [0.5, 0.5], isAnomaly: [false, false], census: nil))
    #expect(abs(vague.logLoss - 0.693_147_180_559_945) < 1e-12)
    #expect(vague.calibrationError == 0.5)
    #expect(ReplayCalibration(probabilities: [], isAnomaly: [], census: nil) == nil)
  }

  @Test func theCensusIsHeldAgainstWhatIsLeft() throws {
    let census = Census(
      galaxies: 20, found: 3, unseen: 4, left: 1, leftAtMost: 2, drawn: 5, drawnFinds: 0,
      foretold: 9, confidence: 0.95)
    func named(_ isAnomaly: [Bool]) throws -> [String: Double] {
      let calibration = try #require(
        ReplayCalibration(
          probabilities: [0.5, 0.5, 0.5, 0.5], isAnomaly: isAnomaly, census: census))
      return Dictionary(
        uniqueKeysWithValues: calibration.named.compactMap { item in
          item.value.map { (item.name, $0) }
        })
    }
    let held = try named([true, true, false, false])
    #expect(held["left"] == 2 && held["leftExpected"] == 1 && held["leftAtMost"] == 2)
    #expect(held["leftAtMostHeld"] == 1)
    #expect(try named([true, true, true, false])["leftAtMostHeld"] == 0)
  }

  @Test func galaxiesAreAskedOnlyOnceTheyHaveArrived() throws {
    var settings = ReplaySettings(rounds: 20, size: 10)
    settings.arrivals = 12
    settings.priorLabels = 20
    settings.priorClasses = ["spiral"]
    let replay = try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    for strategy in [ReplayStrategy.ahunt, .random, .score(.neighbour)] {
      let rounds = try #require(replay.run(strategy, seeds: [1]).repeats.first)
      #expect(rounds.first?.labels == 30)
      // 158 galaxies at 12 a round: what is left over of each may be asked until the end.
      #expect(rounds.last?.labels == 178)
      #expect(rounds.last?.found == 18)
      for round in rounds { #expect(round.labels - 20 <= 12 * round.round) }
    }
    settings.arrivals = 5
    #expect(throws: HuntingError.self) {
      try Replay(pool: pool(), anomalies: ["ring"], settings: settings)
    }
  }
}
