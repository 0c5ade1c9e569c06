import Foundation
import Models
import Pages
import Store

/// Gathers how the stored models learned and writes the page.
struct TrainingReporter {
  let store: HuntStore

  /// The page; it has no galaxies and no data beside it.
  func files(now: Date) throws -> ReportFiles {
    let models = try store.models()
    guard !models.isEmpty else {
      throw HuntError.noModels
    }
    var report = TrainingReport(
      title: "Training: \(try store.catalogs().map(\.name).joined(separator: ", "))",
      trainings: try models.reversed().map(training))
    report.facts = [
      try RunFacts.catalogs(store), RunFact("Written", Timestamp.text(now)),
      RunFact("Software", "ahunt \(softwareVersion)"),
    ]
    return ReportFiles(html: try report.html())
  }

  private func training(_ record: ModelRecord) throws -> TrainingHistory {
    let history = try record.epochs
    let metrics = StoredModel.numbers(record.metrics)
    let settings = SettingsText.lines(of: record.config)
    return TrainingHistory(
      number: record.id, kind: record.kind.rawValue, preset: record.preset,
      ending: ending(metrics, history, settings),
      settings: RunFacts.settings(of: record),
      history: history.map {
        TrainingHistory.Epoch(epoch: $0.epoch, seconds: $0.seconds, values: $0.values)
      },
      metrics: metrics.sorted { $0.key < $1.key }.map {
        RunFact($0.key, Figures.decimal($0.value, places: 4))
      }, keepsLast: record.kind == .finetuned)
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
