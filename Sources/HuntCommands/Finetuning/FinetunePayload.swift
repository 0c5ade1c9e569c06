import AHuntKit
import Hunting
import Vocabulary

/// What `ahunt finetune` says.
struct FinetunePayload: Codable {
  /// What the monitors saw.
  struct Monitors: Codable {
    /// Share of the unlabelled galaxies that were believed, in the last epoch; null without them.
    @Nullable var accepted: Double?
    /// Share of each class among those.
    let acceptedShares: [String: Double]
    /// What was wrong, and what was done about it.
    let alerts: [String]
  }

  /// Held-out figures, each of answers that whoever is judged did not learn.
  struct Validation: Codable {
    let head: FinetuneVerdict.Figures
    /// Each start's network alone.
    let networks: [String: FinetuneVerdict.Figures]
    let together: FinetuneVerdict.Figures
    /// How much lower the log loss is together, and the standard error of that.
    let gain: Double
    let standardError: Double
  }

  let model: Int64
  let kind: String
  let epochs: Int
  let seconds: Double
  let imagesPerSecond: Double
  let metrics: [String: Double]
  let answers: Int
  let start: String
  /// Whether rankings use it from now on, and why or why not.
  let isUsed: Bool
  let verdict: String
  /// How much it counts against the head, 0 to 1.
  let weight: Double
  let monitors: Monitors
  let validation: Validation

  init(_ summary: FinetuneSummary) {
    let verdict = summary.verdict
    model = summary.model
    kind = ModelKind.finetuned.rawValue
    epochs = summary.epochs
    seconds = summary.seconds
    imagesPerSecond = summary.imagesPerSecond
    metrics = summary.metrics
    answers = summary.answers
    start = summary.start
    isUsed = summary.isUsed
    self.verdict = verdict.sentence
    weight = summary.weight
    monitors = Monitors(
      accepted: summary.accepted, acceptedShares: summary.acceptedShares, alerts: summary.alerts)
    validation = Validation(
      head: verdict.head, networks: verdict.alone, together: verdict.together, gain: verdict.gain,
      standardError: verdict.standardError)
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    page.heading("finetuned  \(page.palette.dim("model \(model)"))")
    page.pairs([
      (
        "trained",
        "on \(Figures.count(answers, "answer")), \(Figures.count(epochs, "epoch")) in "
          + "\(Figures.duration(seconds)), \(Figures.rate(imagesPerSecond)) images/s"
      ),
      ("start", start == "warm" ? "the embedder's encoder" : "from scratch"),
      ("used", isUsed ? "yes, counts \(Figures.percent(weight, places: 0)) beside the head" : "no"),
    ])
    if let accepted = monitors.accepted {
      page.pairs([
        (
          "believed",
          "\(Figures.percent(accepted)) of the unlabelled: "
            + monitors.acceptedShares.sorted { $0.value > $1.value }
            .map { "\($0.key) \(Figures.percent($0.value))" }.joined(separator: ", ")
        )
      ])
    }
    page.heading("Held-out answers")
    var table = TextTable(["", ">log loss", ">AUROC", ">average precision"])
    func add(_ name: String, _ figures: FinetuneVerdict.Figures) {
      table.add([
        name, Figures.decimal(figures.logLoss), Figures.decimal(figures.auroc),
        Figures.decimal(figures.averagePrecision),
      ])
    }
    add("head", validation.head)
    for (name, figures) in validation.networks.sorted(by: { $0.key < $1.key }) {
      add("network, \(name)", figures)
    }
    add("together", validation.together)
    page.table(table)
    page.line()
    page.line(verdict)
    for alert in monitors.alerts { page.line(page.palette.warning(alert)) }
  }
}
