import AHuntKit
import Foundation

/// The code of the article of this name, region after region.
enum HuntFromSwift {
  /// Hunts rings among sixty simulated galaxies.
  ///
  /// - Returns: What there is to check.
  static func run(in folder: URL) throws -> (
    imported: Int, written: Int, told: Int, round: AskedRound, ranking: Ranking, sheet: URL,
    report: URL
  ) {
    // region: create
    let survey = folder.appendingPathComponent("survey", isDirectory: true)
    try SimulatedSky(seed: 5, anomalyFraction: 0.3).draw(60, into: survey)

    let hunt = try Hunt.create(in: folder, name: "rings").hunt
    let summary = try hunt.importCatalog(CatalogImport(source: survey))
    print("\(summary.imported) galaxies, \(summary.rejected.count) rejected")
    // end

    // region: train
    for kind in [TrainableKind.embedder, .scorer] {
      var request = TrainingRequest(kind)
      request.epochs = 1
      let model = try hunt.train(request)
      print("model \(model.model), \(kind): \(model.imagesPerSecond) cutouts a second")
    }
    // end

    let counter = Counter()
    // region: embed
    var activity = Activity()
    activity.report = { event in
      guard case .advanced(let done, let total?) = event else { return }
      counter.told(done, of: total)
    }
    let embedded = try hunt.embed(activity: activity)
    try hunt.score(activity: activity)
    // end

    // region: answer
    let ring = try hunt.addClass("ring")
    let ordinary = try hunt.addClass("ordinary", interest: 0)

    let round = try hunt.askRound(RoundRequest(size: 12))
    for question in round.questions {
      print(question.objectID, question.arm, question.why)
      // Here a person looks at the picture; in a simulated survey the catalog knows the answer.
      let answer = question.knownClass == "ring" ? ring : ordinary
      try hunt.answer(question, with: answer, annotator: "me")
    }
    // end

    // region: rank
    let ranking = try hunt.rank(RankRequest(count: 10, unlabelledOnly: true))
    for entry in ranking.entries { print(entry.rank, entry.objectID, entry.score) }

    let sheet = folder.appendingPathComponent("top.png")
    try hunt.contactSheet(
      ranking.entries.map { ($0.galaxy, ["\($0.rank) \($0.objectID)"]) }
    ).write(to: sheet)
    // end

    // region: report
    let report = try hunt.report(.hunt)
    print("written to \(report.path)")
    try hunt.close()
    // end

    return (
      summary.imported, embedded.written, counter.calls, round, ranking, sheet, report
    )
  }

  /// Counts what a call told.
  final class Counter: @unchecked Sendable {
    // Told from several threads; `lock` guards the count.
    private let lock = NSLock()
    private var count = 0

    var calls: Int { lock.withLock { count } }

    func told(_ done: Int, of total: Int) {
      lock.withLock { count += done <= total ? 1 : 0 }
    }
  }
}
