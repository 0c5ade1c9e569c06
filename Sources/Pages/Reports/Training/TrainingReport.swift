/// How the stored models learned, epoch by epoch, as one offline HTML file.
///
/// ```swift
/// var report = TrainingReport(title: "Training", trainings: [training])
/// try report.html()
/// ```
package struct TrainingReport: Sendable {
  /// Heading of the page.
  package var title: String
  /// The hunt, the machine and the date.
  package var facts: [RunFact] = []
  /// The trainings in the order of the page.
  package var trainings: [TrainingHistory]

  /// A report on trainings; the facts are set afterwards.
  package init(title: String, trainings: [TrainingHistory]) {
    self.title = title
    self.trainings = trainings
  }

  /// The page; throws where there is no training to show.
  package func html() throws(PagesError) -> String {
    guard !trainings.isEmpty else { throw .noObjects(report: "training") }
    var sections = [overview()]
    for training in trainings { sections.append(try training.section()) }
    return try Page(
      title: title,
      lead: "What each stored model measured after every epoch, with the settings it was trained "
        + "with. The weights of the epoch with the lowest validation loss are the ones kept; of "
        + "networks finetuned on answers, whose validation has to stay unbiased, those of the last.",
      headlines: [], facts: facts, sections: sections
    ).html()
  }

  private func overview() -> PageSection {
    PageSection(
      id: "models", title: "Models",
      blocks: [
        .table(
          DataTable(
            caption: "The stored models, the latest first",
            columns: ["Model", "Preset", "Epochs", "Kept", "Validation loss", "Seconds", "Ended"],
            rows: trainings.map { training in
              [
                training.name, training.preset, Numbers.count(training.history.count),
                training.best.map { "epoch \($0.epoch)" } ?? "–",
                training.best.map { Numbers.short($0.heldLoss) } ?? "–",
                Numbers.short(training.seconds), training.ending,
              ]
            }, wordColumns: [1, 3, 6]))
      ])
  }
}
