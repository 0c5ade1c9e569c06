package import Evaluation
import Foundation

/// Whether a finetuned network adds to what the head knows, judged on answers that neither learned.
///
/// Head and network are both asked about answers that were held out. How much the network counts,
/// its temperature and which of several candidates is taken are chosen on all parts but one and
/// tried on that one, so that having had a choice is no advantage. The question they are judged by
/// is the hunt's own: is this galaxy one of those wanted?
package struct FinetuneVerdict: Sendable, Equatable {
  /// Something to be judged: its name, and its probabilities of every answer, all held out.
  package struct Candidate: Sendable {
    /// Name of the candidate, such as `warm`.
    package let name: String
    /// One row an answer, by a network that did not learn it.
    package let probabilities: ClassProbabilities

    /// A candidate by its name.
    package init(name: String, probabilities: ClassProbabilities) {
      self.name = name
      self.probabilities = probabilities
    }
  }

  /// What was measured of one way to rank, on held-out answers.
  package struct Figures: Sendable, Equatable, Codable {
    /// Mean negative log-likelihood of whether an answer is wanted, in nats.
    package let logLoss: Double
    /// Area under the ROC curve, wanted against not.
    package let auroc: Double
    /// Average precision of the wanted.
    package let averagePrecision: Double
  }

  /// The head alone.
  package let head: Figures
  /// Each candidate alone, at its temperature, by name.
  package let alone: [String: Figures]
  /// Head and network together.
  package let together: Figures
  /// How much lower the log loss is together, in nats an answer.
  package let gain: Double
  /// Standard error of the gain.
  package let standardError: Double
  /// The candidate that does best together with the head.
  package let chosen: String
  /// How much it counts beside the head, in 0...1.
  package let weight: Double
  /// What its logits are divided by; above 1 it is less sure of itself.
  package let temperature: Double

  /// Weights that are tried.
  package static let weights = (0...10).map { Double($0) / 10 }

  /// - Parameters:
  ///   - head: shares of every answer by heads that did not learn it.
  ///   - candidates: one or more networks.
  ///   - labels: class numbers, indices into the head's classes.
  package init(
    head: HeadProbabilities, candidates: [Candidate], labels: [Int], isWanted: [Bool],
    folds: AnswerFolds
  ) {
    precondition(!candidates.isEmpty && head.rows == labels.count)
    let truth = labels.map { isWanted[$0] }
    /// Wanted shares together for the answers in `rows`.
    func shares(_ choice: Choice, _ rows: [Int]) -> [Double] {
      Self.together(head, candidates[choice.candidate], choice, rows).wantedShares(isWanted)
    }
    func loss(_ choice: Choice, _ rows: [Int]) -> Double {
      zip(shares(choice, rows), rows).reduce(0) { $0 + Self.logLoss($1.0, truth[$1.1]) }
    }
    func best(_ rows: [Int]) -> Choice {
      var best: (choice: Choice, loss: Double)?
      for (place, candidate) in candidates.enumerated() {
        let temperature = TemperatureScaling.fitted(
          candidate.probabilities.gathering(rows), truth: rows.map { labels[$0] })
        for weight in Self.weights {
          let choice = Choice(candidate: place, weight: weight, temperature: temperature)
          let own = loss(choice, rows)
          // The first of equals: the smallest weight.
          if best.map({ own < $0.loss - 1e-9 }) ?? true { best = (choice, own) }
        }
      }
      return best!.choice
    }
    let alone = head.wantedShares(isWanted)
    var crossed = alone
    for part in 0..<folds.count {
      let held = folds.held(part)
      let choice = best(folds.learned(without: part))
      for (row, share) in zip(held, shares(choice, held)) { crossed[row] = share }
    }
    let all = Array(labels.indices)
    let settled = best(all)
    let gains = all.map {
      Self.logLoss(alone[$0], truth[$0]) - Self.logLoss(crossed[$0], truth[$0])
    }
    let mean = gains.reduce(0, +) / Double(gains.count)
    let variance =
      gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, gains.count - 1))
    self.head = Figures(alone, truth)
    self.alone = Dictionary(
      candidates.enumerated().map { place, candidate in
        let temperature = TemperatureScaling.fitted(candidate.probabilities, truth: labels)
        let choice = Choice(candidate: place, weight: 1, temperature: temperature)
        return (candidate.name, Figures(shares(choice, all), truth))
      }, uniquingKeysWith: { first, _ in first })
    together = Figures(crossed, truth)
    gain = mean
    standardError = (variance / Double(gains.count)).squareRoot()
    chosen = candidates[settled.candidate].name
    weight = settled.weight
    temperature = settled.temperature
  }

  /// Whether the network is to be used: the log loss falls by more than twice its standard error,
  /// and neither the order of all answers nor that of the best is worse for it.
  ///
  /// Twice, for answers are not the survey: most were asked for because the head held them likely,
  /// and what helps with these may spoil the order of the others.
  package var isBetter: Bool {
    weight > 0 && gain > 2 * standardError && together.auroc >= head.auroc
      && together.averagePrecision >= head.averagePrecision
  }

  /// The verdict in a sentence.
  package var sentence: String {
    func figure(_ value: Double) -> String { String(format: "%.3f", value) }
    let figures =
      "log loss \(figure(together.logLoss)) against \(figure(head.logLoss)) of the head alone "
      + "(better by \(figure(gain)) ± \(figure(standardError))), average precision "
      + "\(figure(together.averagePrecision)) against \(figure(head.averagePrecision)), AUROC "
      + "\(figure(together.auroc)) against \(figure(head.auroc))"
    if isBetter {
      return "on held-out answers head and network together do better: \(figures)"
    }
    return
      "on held-out answers the network adds nothing to the head that could be relied on, so it "
      + "is not used: \(figures)"
  }
}

extension FinetuneVerdict {
  private struct Choice {
    let candidate: Int
    let weight: Double
    let temperature: Double
  }

  private static func together(
    _ head: HeadProbabilities, _ candidate: Candidate, _ choice: Choice, _ rows: [Int]
  ) -> HeadProbabilities {
    let votes = TemperatureScaling.scaled(
      candidate.probabilities.gathering(rows), by: choice.temperature)
    return head.gathering(rows).pooled(
      with: ClassVotes(
        classes: head.classes, values: votes.values.map(Float.init), weight: choice.weight))
  }

  fileprivate static func logLoss(_ share: Double, _ isWanted: Bool) -> Double {
    -log(max(1e-6, isWanted ? share : 1 - share))
  }
}

extension FinetuneVerdict.Figures {
  fileprivate init(_ shares: [Double], _ truth: [Bool]) {
    logLoss =
      zip(shares, truth).reduce(0) { $0 + FinetuneVerdict.logLoss($1.0, $1.1) }
      / Double(truth.count)
    auroc = areaUnderROC(scores: shares, labels: truth) ?? 0
    self.averagePrecision = Evaluation.averagePrecision(scores: shares, labels: truth) ?? 0
  }
}

extension HeadProbabilities {
  /// The given rows in the given order.
  package func gathering(_ rows: [Int]) -> HeadProbabilities {
    HeadProbabilities(
      classes: classes, isTrained: isTrained, rows: rows.count,
      values: rows.flatMap { self[$0] })
  }
}

extension ClassProbabilities {
  /// The given objects in the given order.
  func gathering(_ objects: [Int]) -> ClassProbabilities {
    ClassProbabilities(classCount: classCount, values: objects.flatMap { row($0) })
  }
}
