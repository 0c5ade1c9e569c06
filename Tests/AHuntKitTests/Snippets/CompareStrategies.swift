import AHuntKit
import Foundation

/// The code of the article of this name, region after region.
enum CompareStrategies {
  /// Replays a hunt that ``HuntFromSwift`` made, then hunts in it by a rule of its own.
  static func run(in folder: URL) throws -> (replay: ReplaySummary, found: Int, report: URL) {
    // region: request
    let hunt = try Hunt.open(in: folder)
    var request = try ReplayRequest(
      anomalies: ["ring"], strategies: ["ahunt", "random", "reconstruction"])
    request.rounds = 2
    request.size = 5
    request.repeats = 2
    // end

    // region: replay
    let replay = try hunt.replay(request)
    for strategy in replay.strategies {
      let found = strategy.end.found
      print("\(strategy.name): \(found.mean) of \(replay.anomalies) found", terminator: ", ")
      print("\(found.lower) to \(found.upper) at 95 % confidence")
    }
    // end

    // region: keep
    request.isKept = true
    _ = try hunt.replay(request)
    let report = try hunt.report(.hunt)
    // end

    // region: own
    var found = 0
    for _ in 0..<3 {
      let best = try hunt.rank(RankRequest(by: .outlier, count: 4, unlabelledOnly: true))
      let labels = best.entries.map { entry in
        Label(
          objectID: entry.objectID, className: entry.knownClass == "ring" ? "ring" : "ordinary")
      }
      _ = try hunt.importLabels(labels, annotator: "lonely first")
      found += labels.count { $0.className == "ring" }
    }
    print("\(found) rings among 12 galaxies")
    // end
    try hunt.close()
    return (replay, found, report)
  }
}
