import Evaluation
import Vocabulary

extension ClassifierReport {
  /// The model beside rules that anybody could follow, and beside its sisters.
  func comparisons(_ results: ClassifierResults) -> PageSection {
    PageSection(
      id: "baselines", title: "Against simple rules",
      blocks: [.table(baselineTable(results))]
        + (baselines.isEmpty
          ? [.absent("No nearest neighbours were looked for.")]
          : [.paragraph(baselines.map { "\($0.name): \($0.words)" }.joined(separator: " "))])
        + ablationBlocks)
  }

  private func baselineTable(_ results: ClassifierResults) -> DataTable {
    let all =
      [("This model", results.matrix)]
      + zip(baselines, results.baselines).map { ($0.name, $1) }
      + [("Always the commonest class", results.dummy)]
    return DataTable(
      caption:
        "The same \(Numbers.count(truth.count)) test galaxies for all. Balanced accuracy and "
        + "macro F1 are means over the classes"
        + (results.judged.count < classNames.count
          ? " with \(ConfusionMatrix.fewestForFigures) or more test galaxies" : "")
        + "; Cohen's kappa is the agreement with the catalog beyond what chance gives: 1 at best, 0 for "
        + "answers that say nothing.",
      columns: [
        "Answers by", "Accuracy", "95% interval", "Balanced accuracy", "Macro F1", "Cohen's kappa",
      ],
      rows: all.map { name, matrix in
        let macro = matrix.macroAverage(of: results.judged)
        return [
          name, Numbers.percent(matrix.accuracy),
          Numbers.percentBounds(matrix.accuracyInterval),
          Numbers.percent(macro?.recall), Numbers.rate(macro?.f1), Numbers.rate(matrix.cohensKappa),
        ]
      })
  }

  private var ablationBlocks: [Block] {
    let heading = Block.heading("Ablations")
    guard variants.contains(where: { !$0.isReported }) else {
      return [
        heading,
        .absent(
          "No other classifier of this hunt learned from the same galaxies, so nothing shows what each "
            + "setting is worth."),
      ]
    }
    return [
      heading,
      .paragraph(
        "Classifiers of this hunt that learned from the same galaxies. Each was tried on the same test "
          + "galaxies when its training ended. The seed alone moves such figures a little: only several "
          + "seeds of each show what a setting is worth."),
      .table(
        DataTable(
          caption: "What was set otherwise than in this model, and what came of it",
          columns: [
            "Classifier", "Set otherwise", "Epochs", "Seconds", "Accuracy", "95% interval",
            "Macro AUC",
            "Brier score",
          ],
          rows: variants.map { variant in
            [
              "Model \(variant.number)", words(variant), Numbers.count(variant.epochs),
              Numbers.short(variant.seconds), Numbers.percent(variant.accuracy),
              Numbers.percentBounds(interval(variant)), Numbers.rate(variant.macroAUC),
              Numbers.rate(variant.brierScore),
            ]
          }, wordColumns: [1])),
    ]
  }

  private func words(_ variant: ClassifierVariant) -> String {
    if variant.isReported { return "this model" }
    guard !variant.differences.isEmpty else { return "nothing" }
    return variant.differences.map { "\($0.name) \($0.there) (here \($0.here))" }
      .joined(separator: ", ")
  }

  private func interval(_ variant: ClassifierVariant) -> Interval? {
    guard let accuracy = variant.accuracy, let galaxies = variant.galaxies, galaxies > 0 else {
      return nil
    }
    let right = Int((accuracy * Double(galaxies)).rounded())
    return exactInterval(successes: min(right, galaxies), trials: galaxies)
  }

  /// How long the training took and which epoch was kept.
  var trainingFacts: [RunFact] {
    guard !history.isEmpty else { return [] }
    let epochs = history.count == 1 ? "1 epoch" : "\(Numbers.count(history.count)) epochs"
    return [
      RunFact(
        "Training",
        epochs + (trainingSeconds.map { " in \(Figures.duration($0))" } ?? "")
          + (bestEpoch.map { ", weights of epoch \($0) kept" } ?? ""))
    ]
  }
}
