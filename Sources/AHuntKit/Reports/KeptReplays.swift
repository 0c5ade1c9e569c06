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
    func interval(_ figure: ReplaySummary.Metric) -> Interval {
      Interval(
        estimate: figure.mean, lower: figure.lower, upper: figure.upper)
    }
    self.init(
      anomaly: payload.anomaly, anomalies: payload.anomalies, galaxies: payload.galaxies,
      repeats: payload.repeats, protocolWords: payload.protocolWords,
      strategies: payload.strategies.map { strategy in
        Strategy(
          name: strategy.name,
          points: strategy.rounds.map { round in
            Point(
              labels: round.labels, found: interval(round.figures.found),
              rankWeightedScore: round.figures.labelled["rws"].map(interval),
              recall: round.figures.labelled["recall"].map(interval),
              area: round.figures.unlabelled["auroc"].map(interval))
          }, seconds: strategy.secondsPerRound)
      })
  }
}
