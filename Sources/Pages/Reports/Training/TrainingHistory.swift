/// One model's training as a report shows it.
package struct TrainingHistory: Sendable {
  /// What one epoch measured.
  package struct Epoch: Sendable, Equatable {
    /// Counted from 1.
    let epoch: Int
    let seconds: Double
    /// Figures by name; the same in every epoch.
    let values: [String: Double]

    /// An epoch with its figures.
    package init(epoch: Int, seconds: Double, values: [String: Double]) {
      self.epoch = epoch
      self.seconds = seconds
      self.values = values
    }

    /// The loss that decides which epoch is kept.
    var heldLoss: Double { values["validationLoss"] ?? values["loss"] ?? .infinity }
  }

  /// Number in the store; unique within a page.
  let number: Int64
  /// What kind of model it is.
  let kind: String
  let preset: String
  /// How it came to its end, in a few words.
  let ending: String
  /// Settings by name.
  let settings: [RunFact]
  let history: [Epoch]
  /// Figures of the stored model.
  let metrics: [RunFact]
  /// Whether the last epoch's weights were kept rather than the best one's.
  let keepsLast: Bool

  /// A training; `ending` is a few words such as `all epochs done`.
  package init(
    number: Int64, kind: String, preset: String, ending: String, settings: [RunFact],
    history: [Epoch], metrics: [RunFact], keepsLast: Bool = false
  ) {
    self.number = number
    self.kind = kind
    self.preset = preset
    self.ending = ending
    self.settings = settings
    self.history = history
    self.metrics = metrics
    self.keepsLast = keepsLast
  }

  /// `Classifier, model 3`.
  var name: String { "\(kind.prefix(1).uppercased())\(kind.dropFirst()), model \(number)" }

  /// The epoch whose weights were kept: of equals the first.
  var best: Epoch? {
    keepsLast ? history.last : history.min { $0.heldLoss < $1.heldLoss }
  }

  /// Seconds of all epochs.
  var seconds: Double { history.reduce(0) { $0 + $1.seconds } }

  /// Curves, settings and the numbers to save.
  func section() throws(PagesError) -> PageSection {
    guard let best else {
      return PageSection(
        id: "model-\(number)", title: name,
        blocks: [
          .absent("The model's training history is not stored."),
          .table(table("Settings: \(name)", settings)),
        ])
    }
    let epochs = history.count == 1 ? "One epoch" : "\(Numbers.count(history.count)) epochs"
    let words =
      "\(epochs) in \(Numbers.short(seconds)) seconds; \(ending). The weights after epoch "
      + "\(best.epoch) are kept."
    return PageSection(
      id: "model-\(number)", title: name,
      blocks: [
        .paragraph(words), .figures(figures(best: best.epoch)),
        .table(table("What was measured: \(name)", metrics)),
        .table(table("Settings: \(name)", settings)), .downloads([download()]),
      ])
  }

  /// Figures that are drawn together, and what the axis is called.
  private static let groups: [(id: String, title: String, quantity: String, names: [String])] = [
    ("loss", "Loss", "Mean loss", ["loss", "validationLoss"]),
    ("accuracy", "Accuracy", "Share right", ["validationAccuracy"]),
    ("kl", "KL divergence", "Nats per galaxy", ["kl", "klStandard"]),
    ("reconstruction", "Reconstruction", "Squared error a picture", ["reconstruction"]),
    ("activeUnits", "Active units", "Latents in use", ["activeUnits"]),
    ("weightedError", "Weighted error", "Error by the object's light", ["weightedError"]),
  ]

  private func figures(best: Int) -> [any Figure] {
    let measured = Set(history.flatMap { $0.values.keys })
    let grouped = Set(Self.groups.flatMap(\.names))
    let others = measured.subtracting(grouped).sorted().map { ($0, $0, $0, [$0]) }
    return (Self.groups + others).compactMap { id, title, quantity, names in
      let lines = names.compactMap(line)
      guard !lines.isEmpty else { return nil }
      return HistoryFigure(
        id: "model-\(number)-\(id)", title: title, quantity: quantity, lines: lines,
        bestEpoch: best)
    }
  }

  private func line(_ name: String) -> HistoryFigure.Line? {
    let known = history.filter { $0.values[name] != nil }
    let words = ["loss": "training", "validationLoss": "validation"]
    return known.isEmpty
      ? nil
      : HistoryFigure.Line(
        name: words[name] ?? name, epochs: known.map(\.epoch),
        values: known.compactMap { $0.values[name] })
  }

  private func table(_ caption: String, _ facts: [RunFact]) -> DataTable {
    DataTable(
      caption: caption, columns: ["Name", "Value"], rows: facts.map { [$0.name, $0.value] },
      wordColumns: [1])
  }

  private func download() -> Download {
    let names = Set(history.flatMap { $0.values.keys }).sorted()
    return .csv(
      "model-\(number).csv", words: "every epoch's figures",
      header: ["epoch", "seconds"] + names,
      rows: history.map { epoch in
        ["\(epoch.epoch)", Numbers.plain(epoch.seconds, 3)]
          + names.map { epoch.values[$0].map { "\($0)" } ?? "" }
      })
  }
}
