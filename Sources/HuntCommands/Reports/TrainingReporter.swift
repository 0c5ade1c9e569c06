import Foundation
import Models
import Pages
import Store

/// Gathers how the stored models learned and writes the page.
struct TrainingReporter {
  let store: HuntStore

  /// Writes the page into a folder; says where it is.
  func write(into folder: URL, _ console: Console) throws -> URL {
    let file = folder.appendingPathComponent("training.html")
    try console.write(Data(try html(now: console.context.now()).utf8), to: file)
    return file
  }

  /// The page's text.
  func html(now: Date) throws -> String {
    let models = try store.models()
    guard !models.isEmpty else {
      throw CommandFailure.failed("there is no model to report on: run `ahunt train all` first")
    }
    var report = TrainingReport(
      title: "Training: \(try store.catalogs().map(\.name).joined(separator: ", "))",
      trainings: models.reversed().map(training))
    report.facts = [
      try RunFacts.catalogs(store), RunFact("Written", Timestamp.text(now)),
      RunFact("Software", "ahunt \(softwareVersion)"),
    ]
    return try report.html()
  }

  private func training(_ record: ModelRecord) -> TrainingHistory {
    let history =
      (try? JSONDecoder().decode([EpochMetrics].self, from: Data(record.history.utf8))) ?? []
    let metrics = ModelsPayload.Model.numbers(record.metrics)
    let settings = SettingsText.lines(of: record.config)
    return TrainingHistory(
      number: record.id, kind: record.kind.rawValue, preset: record.preset,
      ending: ending(metrics, history, settings),
      settings: [
        RunFact("seed", String(record.seed)),
        RunFact("trained", "\(Figures.minute(record.createdAt)) UTC"),
        RunFact("software", "ahunt \(record.softwareVersion)"),
      ] + settings.map { RunFact($0.name, $0.value) },
      history: history.map {
        TrainingHistory.Epoch(epoch: $0.epoch, seconds: $0.seconds, values: $0.values)
      },
      metrics: metrics.sorted { $0.key < $1.key }.map {
        RunFact($0.key, Figures.decimal($0.value, places: 4))
      }, keepsLast: record.kind == .head)
  }

  private func ending(
    _ metrics: [String: Double], _ history: [EpochMetrics],
    _ settings: [(name: String, value: String)]
  ) -> String {
    if let epoch = metrics[ModelTraining.divergence] { return "diverged in epoch \(Int(epoch))" }
    guard let epochs = settings.first(where: { $0.name == "epochs" }).flatMap({ Int($0.value) }),
      history.count < epochs
    else { return "all epochs done" }
    return "stopped early, of \(epochs)"
  }
}
