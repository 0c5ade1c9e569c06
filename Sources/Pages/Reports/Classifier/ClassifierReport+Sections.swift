import Evaluation
import Vocabulary

extension ClassifierReport {
  func headlines(_ results: ClassifierResults) -> [Headline] {
    let matrix = results.matrix
    let interval = matrix.accuracyInterval
    let macro = matrix.macroAverage(of: results.judged)
    let which =
      results.judged.count < classNames.count
      ? ", over the \(Figures.count(results.judged.count, "class", "classes")) with "
        + "\(ConfusionMatrix.fewestForFigures) or more test galaxies" : ""
    return [
      Headline(
        name: "Accuracy", value: Numbers.percent(matrix.accuracy),
        note: "95% interval \(Numbers.percentBounds(interval)); always answering the commonest "
          + "class \(Numbers.percent(results.dummy.accuracy))"
          + firstRule(results)),
      Headline(
        name: "Macro AUC", value: Numbers.rate(results.curves.macroArea),
        note: "one against the rest\(which)"
          + (results.macroInterval.map { ", \(Numbers.bounds($0))" } ?? "") + "; chance 0.500"),
      Headline(
        name: "Macro F1", value: Numbers.rate(macro?.f1),
        note: (results.macroScores.f1.map { "95% interval \(Numbers.bounds($0)); " } ?? "")
          + "balanced accuracy \(Numbers.percent(macro?.recall))\(which); commonest class "
          + Numbers.rate(results.dummy.macroAverage(of: results.judged)?.f1)),
      Headline(
        name: "Test galaxies", value: Numbers.count(matrix.total),
        note: "\(classNames.count) classes; among the likeliest two "
          + Numbers.percent(probabilities.topAccuracy(2, truth: truth))),
    ]
  }

  /// What the first simple rule scores.
  private func firstRule(_ results: ClassifierResults) -> String {
    guard let rule = baselines.first, let matrix = results.baselines.first else { return "" }
    let name = rule.name.prefix(1).lowercased() + rule.name.dropFirst()
    return ", \(name) \(Numbers.percent(matrix.accuracy))"
  }

  func classes(_ results: ClassifierResults) -> PageSection {
    let scores = results.matrix.classScores
    let judged = Set(results.judged)
    let tooFew = IntervalWords.tooFew
    var rows = classNames.indices.map { index in
      let support = Numbers.count(scores[index].support)
      guard judged.contains(index) else {
        return [classNames[index], tooFew, tooFew, tooFew, support, tooFew, tooFew]
      }
      return [
        classNames[index], Numbers.rate(scores[index].precision),
        Numbers.rate(scores[index].recall), Numbers.rate(scores[index].f1), support,
        Numbers.rate(results.curves.areas[index]),
        Numbers.rate(results.recalls[index]?.averagePrecision),
      ]
    }
    if let macro = results.matrix.macroAverage(of: results.judged) {
      rows.append([
        "Macro average", Numbers.rate(macro.precision), Numbers.rate(macro.recall),
        Numbers.rate(macro.f1), Numbers.count(macro.support),
        Numbers.rate(results.curves.macroArea), Numbers.rate(results.meanAveragePrecision),
      ])
    }
    let weighted = results.matrix.average(.weighted)
    rows.append([
      "Weighted average", Numbers.rate(weighted.precision), Numbers.rate(weighted.recall),
      Numbers.rate(weighted.f1), Numbers.count(weighted.support), "–", "–",
    ])
    return PageSection(
      id: "classes", title: "Class by class",
      blocks: [
        .table(
          DataTable(
            caption: "Precision is the share of a class's answers that are right, recall the share "
              + "of its galaxies that are found. "
              + (judged.count < classNames.count
                ? "The weighted average is over all classes. " : "")
              + "Average precision is the mean precision over all recalls.",
            columns: [
              "Class", "Precision", "Recall", "F1", "Galaxies", "AUC", "Average precision",
            ],
            rows: rows)),
        .table(intervals(results)),
      ] + leftOut(results) + [
        .paragraph(
          "Cohen's kappa \(Numbers.rate(results.matrix.cohensKappa))"
            + (results.matrix.kappaInterval.map { " (95% interval \(Numbers.bounds($0)))" } ?? "")
            + ", Matthews correlation "
            + "\(Numbers.rate(results.matrix.matthewsCorrelation)), log loss "
            + "\(Numbers.rate(probabilities.logLoss(truth: truth))) nats.")
      ])
  }

  /// What endless test galaxies might show of each class.
  private func intervals(_ results: ClassifierResults) -> DataTable {
    func row(_ name: String, _ scores: ScoreIntervals, _ area: Interval?, _ mean: Interval?)
      -> [String]
    {
      [name]
        + [scores.precision, scores.recall, scores.f1, area, mean].map(Numbers.boundsOrWords)
    }
    let rows = results.judged.map { index in
      row(
        classNames[index], results.scoreIntervals[index], results.classIntervals[index],
        results.averagePrecisions[index])
    }
    let macro = row(
      "Macro average", results.macroScores, results.macroInterval, results.macroAveragePrecision)
    return DataTable(
      caption: "95% intervals of these numbers. Those of precision, recall and F1 are "
        + "\(IntervalWords.shares). \(IntervalWords.areas) A class without an answer has no precision. "
        + "Those of the macro averages are made of the classes' own, and are wide where classes differ.",
      columns: ["Class", "Precision", "Recall", "F1", "AUC", "Average precision"],
      rows: rows + (results.judged.isEmpty ? [] : [macro]))
  }

  /// Says which classes are too small for figures of their own; nothing where none is.
  private func leftOut(_ results: ClassifierResults) -> [Block] {
    let small = classNames.count - results.judged.count
    guard small > 0 else { return [] }
    let galaxies = results.matrix.supports.indices.filter { !results.judged.contains($0) }
      .reduce(0) { $0 + results.matrix.supports[$1] }
    return [
      .paragraph(
        "\(Numbers.count(small)) of \(Numbers.count(classNames.count)) classes "
          + (small == 1 ? "has" : "have") + " fewer than "
          + "\(ConfusionMatrix.fewestForFigures) test galaxies (\(Numbers.count(galaxies)) in all), "
          + "too few for figures and curves of their own. Macro averages leave them out; "
          + "the accuracy and the confusion matrix count them.")
    ]
  }

  func curves(_ results: ClassifierResults) -> PageSection {
    guard !results.judged.isEmpty else {
      return PageSection(
        id: "curves", title: "Curves",
        blocks: [
          .absent(
            "No class has \(ConfusionMatrix.fewestForFigures) test galaxies, so there are no curves "
              + "to draw.")
        ])
    }
    var lines = classNames.indices.compactMap { index in
      results.curves.curves[index].map {
        ROCFigure.Line(
          name: classNames[index], curve: $0, interval: results.classIntervals[index],
          pick: pick(index), band: results.bands[index]?.roc)
      }
    }
    guard let micro = results.curves.micro, let macro = results.curves.macro else {
      return PageSection(
        id: "curves", title: "Curves",
        blocks: [.absent("All test galaxies are of one class, so there are no curves to draw.")])
    }
    lines.append(
      ROCFigure.Line(
        name: "Macro average", curve: macro, interval: results.macroInterval, isAverage: true))
    lines.append(
      ROCFigure.Line(
        name: "Micro average", curve: micro, interval: results.micro.area, isAverage: true))
    let recalls = results.judged.compactMap { index in
      results.recalls[index].map {
        PrecisionRecallFigure.Line(
          name: classNames[index], curve: $0, interval: results.averagePrecisions[index],
          pick: pick(index), band: results.bands[index]?.precision)
      }
    }
    let pooled = PrecisionRecallCurve(
      scores: probabilities.values,
      labels: truth.flatMap { own in classNames.indices.map { $0 == own } })
    return PageSection(
      id: "curves", title: "Curves",
      blocks: [
        .figure(
          ROCFigure(
            id: "roc", title: "ROC, each class against the rest",
            caption: "The broken line is chance. The macro average weighs classes equally, the "
              + "micro average pools all answers. Beside each name: area under the curve and its "
              + "95% interval. \(IntervalWords.bands(results.judged.count, resamples: resamples, seed: seed))",
            lines: lines))
      ]
        + (pooled.map {
          [
            .figure(
              PrecisionRecallFigure(
                id: "precision-recall", title: "Precision and recall, each class against the rest",
                lines: recalls,
                pooled: PrecisionRecallFigure.Line(
                  name: "All pooled", curve: $0, interval: results.micro.averagePrecision),
                bandWords: IntervalWords.bands(
                  results.judged.count, resamples: resamples, seed: seed)))
          ]
        } ?? []))
  }

  /// The test galaxies of a class.
  private func pick(_ index: Int) -> Pick {
    Pick("True class \(classNames[index])").where(GalaxyTable.Key.knownClass, index)
  }

  func confusion(_ results: ClassifierResults) -> PageSection {
    PageSection(
      id: "confusion", title: "Confusion",
      blocks: [.figure(ConfusionFigure(classNames: classNames, matrix: results.matrix))])
  }
}
