import Evaluation

extension ClassifierReport {
  func headlines(_ results: ClassifierResults) -> [Headline] {
    let matrix = results.matrix
    let interval = wilsonInterval(successes: matrix.correct, trials: matrix.total)
    return [
      Headline(
        name: "Accuracy", value: Numbers.percent(matrix.accuracy),
        note: "95% interval \(Numbers.percentBounds(interval)); always answering the commonest "
          + "class \(Numbers.percent(results.dummy.accuracy))"),
      Headline(
        name: "Macro AUC", value: Numbers.rate(results.curves.macroArea),
        note: "one against the rest"
          + (results.macroInterval.map { ", \(Numbers.bounds($0))" } ?? "") + "; chance 0.500"),
      Headline(
        name: "Macro F1", value: Numbers.rate(matrix.average(.macro).f1),
        note: "balanced accuracy \(Numbers.percent(matrix.balancedAccuracy)); commonest class "
          + Numbers.rate(results.dummy.average(.macro).f1)),
      Headline(
        name: "Test galaxies", value: Numbers.count(matrix.total),
        note: "\(classNames.count) classes; among the likeliest two "
          + Numbers.percent(probabilities.topAccuracy(2, truth: truth))),
    ]
  }

  func classes(_ results: ClassifierResults) -> PageSection {
    let scores = results.matrix.classScores
    var rows = classNames.indices.map { index in
      [
        classNames[index], Numbers.rate(scores[index].precision),
        Numbers.rate(scores[index].recall),
        Numbers.rate(scores[index].f1), Numbers.count(scores[index].support),
        Numbers.rate(results.curves.areas[index]), Numbers.bounds(results.classIntervals[index]),
      ]
    }
    for (name, averaging) in [("Macro average", Averaging.macro), ("Weighted average", .weighted)] {
      let average = results.matrix.average(averaging)
      let isMacro = averaging == .macro
      rows.append([
        name, Numbers.rate(average.precision), Numbers.rate(average.recall),
        Numbers.rate(average.f1), Numbers.count(average.support),
        isMacro ? Numbers.rate(results.curves.macroArea) : "–",
        isMacro ? Numbers.bounds(results.macroInterval) : "–",
      ])
    }
    return PageSection(
      id: "classes", title: "Class by class",
      blocks: [
        .table(
          DataTable(
            caption: "Precision is the share of a class's answers that are right, recall the share "
              + "of its galaxies that are found. "
              + results.intervalMethod.words(resamples: resamples),
            columns: ["Class", "Precision", "Recall", "F1", "Galaxies", "AUC", "95% interval"],
            rows: rows)),
        .paragraph(
          "Matthews correlation \(Numbers.rate(results.matrix.matthewsCorrelation)), log loss "
            + "\(Numbers.rate(probabilities.logLoss(truth: truth))) nats."),
      ])
  }

  func curves(_ results: ClassifierResults) -> PageSection {
    var lines = classNames.indices.compactMap { index in
      results.curves.curves[index].map {
        ROCFigure.Line(
          name: classNames[index], curve: $0, interval: results.classIntervals[index])
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
    lines.append(ROCFigure.Line(name: "Micro average", curve: micro, isAverage: true))
    let recalls = classNames.indices.compactMap { index in
      PrecisionRecallCurve(
        scores: probabilities.column(index), labels: truth.map { $0 == index }
      ).map { PrecisionRecallFigure.Line(name: classNames[index], curve: $0) }
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
              + "95% interval.",
            lines: lines))
      ]
        + (pooled.map {
          [
            .figure(
              PrecisionRecallFigure(
                id: "precision-recall", title: "Precision and recall, each class against the rest",
                lines: recalls, pooled: $0))
          ]
        } ?? []))
  }

  func confusion(_ results: ClassifierResults) -> PageSection {
    PageSection(
      id: "confusion", title: "Confusion",
      blocks: [.figure(ConfusionFigure(classNames: classNames, matrix: results.matrix))])
  }
}
