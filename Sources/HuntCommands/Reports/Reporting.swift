import Foundation
import Store

/// Writes the reports of a store into a folder.
struct Reporting {
  let store: HuntStore
  let engine: EngineChoice
  let folder: URL
  let resamples: Int
  let console: Console

  /// The classifier's report.
  func classifier() throws -> URL {
    let record = try store.trained(.classifier, id: nil)
    console.note("judging the classifier on its test galaxies")
    let html = try ClassifierReporter(
      store: store, record: record, engine: engine, resamples: resamples
    ).html(now: console.context.now())
    return try write(html, "classifier.html")
  }

  /// The report on how the models learned.
  func training() throws -> URL {
    try TrainingReporter(store: store).write(into: folder, console)
  }

  /// The hunt's report, with the replays kept in it and those in files.
  func hunt(replays: [URL] = []) throws -> URL {
    let state = try HuntState(store, for: "report on", now: console.context.now())
    console.note("gathering what the hunt found")
    let html = try HuntReporter(
      state: state, engine: engine, resamples: resamples, replays: replays
    ).html(now: console.context.now())
    return try write(html, "hunt.html")
  }

  private func write(_ html: String, _ name: String) throws -> URL {
    let file = folder.appendingPathComponent(name)
    try console.write(Data(html.utf8), to: file)
    return file
  }
}
