import Evaluation

extension ClassifierReport {
  func calibrationSection(_ results: ClassifierResults) -> PageSection {
    let drawings = Block.figures([
      ReliabilityFigure(
        diagram: probabilities.reliability(truth: truth),
        brierScore: (
          probabilities.brierScore(truth: truth), probabilities.brierInterval(truth: truth)
        ),
        equalMass: probabilities.equalMassCalibration(truth: truth)),
      CoverageFigure(
        confidences: results.confidences,
        correct: zip(results.predictions, truth).map { $0 == $1 }),
    ])
    return PageSection(
      id: "calibration", title: "Calibration",
      blocks: [drawings] + (calibration.map { [.table(comparison($0))] } ?? []))
  }

  /// What the temperature did on these galaxies, which did not choose it.
  private func comparison(_ calibration: Calibration) -> DataTable {
    func row(_ name: String, _ value: (ClassProbabilities) -> Double) -> [String] {
      [name, Numbers.rate(value(calibration.before)), Numbers.rate(value(probabilities))]
    }
    return DataTable(
      caption: "Before and after the temperature \(Numbers.rate(calibration.temperature)) that was "
        + "chosen on the validation galaxies. Above 1 it makes the model less sure, below 1 surer; "
        + "no answer changes. Lower is better in every row.",
      columns: ["", "Before", "After"],
      rows: [
        row("Expected calibration error") {
          $0.reliability(truth: truth).expectedCalibrationError
        },
        row("The same in bins of equal counts") { $0.equalMassCalibration(truth: truth).error },
        row("Brier score") { $0.brierScore(truth: truth) },
        row("Log loss, nats") { $0.logLoss(truth: truth) },
      ])
  }

  func training() -> PageSection {
    guard !history.isEmpty else {
      return PageSection(
        id: "training", title: "Training",
        blocks: [.absent("The model's training history is not stored.")])
    }
    func line(_ name: String, _ value: (EpochRecord) -> Double?) -> HistoryFigure.Line? {
      let known = history.filter { value($0) != nil }
      return known.isEmpty
        ? nil
        : HistoryFigure.Line(
          name: name, epochs: known.map(\.epoch), values: known.compactMap(value))
    }
    let losses = [line("Training") { $0.trainingLoss }, line("Validation") { $0.validationLoss }]
    var figures: [any Figure] = [
      HistoryFigure(
        id: "loss", title: "Loss", quantity: "Mean loss", lines: losses.compactMap { $0 },
        bestEpoch: bestEpoch)
    ]
    if let accuracy = line("Validation", { $0.validationAccuracy }) {
      figures.append(
        HistoryFigure(
          id: "accuracy", title: "Validation accuracy", quantity: "Accuracy", lines: [accuracy],
          bestEpoch: bestEpoch))
    }
    return PageSection(id: "training", title: "Training", blocks: [.figures(figures)])
  }
}
