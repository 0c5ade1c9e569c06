import Evaluation
import Files
import Foundation
import Pages
import Store

/// The replayed hunts that a report shows.
enum KeptReplays {
  /// The last kept replay of each set of hunted classes, then those of files in their order.
  static func all(in store: HuntStore, files: [URL]) throws -> [ReplayComparison] {
    var kept: [ReplaySummary] = []
    for record in try store.evaluations(name: ReplaySummary.evaluationName) {
      // A result of another version is no reason to have no report.
      guard let payload = try? payload(Data(record.payload.utf8)) else { continue }
      kept.removeAll { Set($0.anomaly) == Set(payload.anomaly) }
      kept.append(payload)
    }
    return try (kept + files.map(read)).map(ReplayComparison.init)
  }

  private static func read(_ file: URL) throws -> ReplaySummary {
    let data: Data
    do {
      data = Data(try InputFile.contents(of: file.path, atMost: 1 << 28))
    } catch {
      throw HuntError.unreadableFile(path: file.path, FileRefusal(error))
    }
    do {
      return try payload(data)
    } catch {
      throw HuntError.notAReplay(path: file.path)
    }
  }

  private static func payload(_ data: Data) throws -> ReplaySummary {
    try JSONDecoder().decode(ReplaySummary.self, from: data)
  }
}

extension ReplayComparison {
  /// The page's view of a replay's result.
  init(_ payload: ReplaySummary) {
    self.init(
      anomaly: payload.anomaly, anomalies: payload.anomalies, galaxies: payload.galaxies,
      repeats: payload.repeats, protocolWords: payload.protocolWords,
      strategies: payload.strategies.map { strategy in
        Strategy(
          name: strategy.name,
          points: strategy.rounds.map {
            Point($0.figures, labels: $0.labels, most: Double(payload.anomalies))
          },
          differences: strategy.differences.map { Point($0, labels: 0, most: nil) },
          seconds: strategy.secondsPerRound)
      })
  }
}

extension ReplayComparison.Point {
  /// - Parameter most: anomalies that there are; intervals of older versions went beyond what is possible,
  ///   and are cut there. Nil leaves them as they are.
  fileprivate init(_ standing: ReplaySummary.Standing, labels: Int, most: Double?) {
    func interval(_ metric: ReplaySummary.Metric, upTo end: Double? = 1) -> Interval {
      guard let end, most != nil else {
        return Interval(estimate: metric.mean, lower: metric.lower, upper: metric.upper)
      }
      return Interval(
        estimate: metric.mean, lower: max(0, metric.lower), upper: min(end, metric.upper))
    }
    var measures: [ReplayMeasure: Interval] = [:]
    for measure in ReplayMeasure.allCases {
      switch measure {
      case .rankWeightedScore: measures[measure] = standing.labelled["rws"].map { interval($0) }
      case .recall: measures[measure] = standing.labelled["recall"].map { interval($0) }
      case .area: measures[measure] = standing.unlabelled["auroc"].map { interval($0) }
      case .averagePrecision:
        measures[measure] = standing.unlabelled["auprc"].map { interval($0) }
      case .logLoss:
        measures[measure] = standing.calibration["logLoss"].map { interval($0, upTo: .infinity) }
      }
    }
    self.init(
      labels: labels, found: interval(standing.found, upTo: most),
      foundOfEach: standing.foundOfEach.mapValues { interval($0, upTo: most) },
      measures: measures)
  }
}
