import Evaluation
import Foundation
import Testing

@testable import Hunting

struct FinetuneVerdictTests {
  private static let classes: [Int64] = [0, 1, 2]
  private let isWanted = [true, false, false]

  /// Answers, and two judges of them that see the truth through noise of their own.
  ///
  /// - Parameter clarity: how far the right class stands out, in logits.
  private func judged(
    _ clarity: Double, answers: Int = 160, seed: UInt64
  ) -> (labels: [Int], probabilities: ClassProbabilities) {
    var generator = SeededGenerator(seed: seed)
    let labels = (0..<answers).map { $0 % 4 == 0 ? 0 : 1 + $0 % 2 }
    let values = labels.flatMap { label -> [Double] in
      let logits = Self.classes.indices.map {
        ($0 == label ? clarity : 0) + Double(Clusters.normal(using: &generator))
      }
      let total = logits.reduce(0) { $0 + exp($1) }
      return logits.map { exp($0) / total }
    }
    return (labels, ClassProbabilities(classCount: 3, values: values))
  }

  private func head(_ probabilities: ClassProbabilities) -> HeadProbabilities {
    HeadProbabilities(
      classes: Self.classes, isTrained: [true, true, true], rows: probabilities.count,
      values: (0..<probabilities.count).flatMap { row in
        probabilities.row(row).map { Float($0 * 0.9) } + [0.1]
      })
  }

  private func verdict(
    head clarity: Double, networks: [Double], seed: UInt64 = 1
  ) -> FinetuneVerdict {
    let known = judged(clarity, seed: seed)
    return FinetuneVerdict(
      head: head(known.probabilities),
      candidates: networks.enumerated().map { place, clarity in
        .init(
          name: "network \(place)",
          probabilities: judged(clarity, seed: seed &+ 100 &+ UInt64(place)).probabilities)
      }, labels: known.labels, isWanted: isWanted,
      folds: AnswerFolds(labels: known.labels, count: 4, seed: 5))
  }

  @Test func aNetworkThatKnowsMoreIsUsed() {
    let verdict = verdict(head: 1, networks: [3])
    #expect(verdict.isBetter && verdict.weight > 0)
    #expect(verdict.together.logLoss < verdict.head.logLoss)
    #expect(verdict.gain > verdict.standardError)
    #expect(verdict.sentence.contains("do better"))
  }

  @Test func guessesAreRefusedWhateverTheSeed() {
    for seed in 1...12 as ClosedRange<UInt64> {
      let verdict = verdict(head: 2, networks: [0, 0], seed: seed)
      #expect(!verdict.isBetter, "seed \(seed): \(verdict.sentence)")
      #expect(verdict.weight <= 0.2, "seed \(seed)")
      #expect(verdict.sentence.contains("not used"))
    }
  }

  @Test func aNetworkThatMisleadsIsRefused() {
    let verdict = verdict(head: 2, networks: [-2])
    #expect(!verdict.isBetter && verdict.weight == 0 && verdict.gain == 0)
    #expect(verdict.together == verdict.head)
  }

  @Test func theBetterStartIsKept() {
    #expect(verdict(head: 1, networks: [0.5, 3]).chosen == "network 1")
    #expect(verdict(head: 1, networks: [3, 0.5]).chosen == "network 0")
  }

  @Test func overconfidenceIsTakenBack() {
    let known = judged(1, seed: 1)
    let sure = TemperatureScaling.scaled(judged(2, seed: 9).probabilities, by: 0.2)
    let verdict = FinetuneVerdict(
      head: head(known.probabilities), candidates: [.init(name: "sure", probabilities: sure)],
      labels: known.labels, isWanted: isWanted,
      folds: AnswerFolds(labels: known.labels, count: 4, seed: 5))
    #expect(verdict.temperature > 2)
    #expect(verdict.isBetter)
  }

  @Test func headsAreAskedAboutWhatTheyDidNotLearn() throws {
    let clusters = Clusters(counts: [20, 20, 20])
    // Labels without any meaning: a head that had learned an answer would know it.
    var generator = SeededGenerator(seed: 2)
    let labels = (0..<60).map { _ in Int.random(in: 0..<3, using: &generator) }
    let answers = labels.enumerated().map { LabelledGalaxy(galaxy: $0.offset, label: $0.element) }
    let folds = AnswerFolds(labels: labels, count: 4, seed: 1)
    let held = try HeldOutHead.probabilities(
      features: clusters.features, answers: answers, classes: Self.classes, folds: folds)
    func hits(_ probabilities: HeadProbabilities) -> Int {
      labels.indices.count { row in
        (0..<3).max { probabilities.probability(row, $0) < probabilities.probability(row, $1) }
          == labels[row]
      }
    }
    var head = PersonalisedHead(for: clusters.features)
    try head.fit(features: clusters.features, answers: answers, classes: Self.classes)
    #expect(hits(held) < 32)
    #expect(hits(try head.probabilities(clusters.features)) > hits(held) + 8)
  }
}
