import Evaluation

extension ComparisonReport {
  func measures(_ results: ComparisonResults) -> PageSection {
    func row(_ name: String, _ pair: PairedDifference?, isShare: Bool = false) -> [String] {
      guard let pair else { return [name, "–", "–", "–", "–", "–"] }
      let text = { isShare ? Numbers.percent($0) : Numbers.rate($0) }
      return [
        name, text(pair.first), text(pair.second),
        Self.signed(pair.difference.estimate, isShare), Self.bounds(pair.difference, isShare),
        Self.verdict(pair),
      ]
    }
    let whole = results.whole
    return PageSection(
      id: "measures", title: "Measures",
      blocks: [
        .table(
          DataTable(
            caption: "Differences are \(second.name) less \(first.name), with 95% intervals: "
              + "Newcombe's for paired shares, Student's for the log loss, and for macro values "
              + "\(Numbers.count(resamples)) resamples of the galaxies that both share, seed \(seed). "
              + "Macro values are over the classes with \(ConfusionMatrix.fewestForFigures) or more "
              + "galaxies. Of the log loss less is better.",
            columns: [
              "Measure", first.name, second.name, "Difference", "95% interval", "Verdict",
            ],
            rows: [
              row("Accuracy", results.accuracy, isShare: true), row("Macro F1", whole.macroF1),
              row("Macro AUC", whole.macroArea), row("Log loss, nats", results.logLoss),
            ], wordColumns: [5]))
      ])
  }

  func classes(_ results: ComparisonResults) -> PageSection {
    let rows = results.first.classNames.indices.map { index in
      let name = results.first.classNames[index]
      let support = Numbers.count(results.supports[index])
      guard let pair = results.classes[index]?.macroF1 else {
        return [name, support, "–", "–", "–", "–", "too few"]
      }
      return [
        name, support, Numbers.rate(pair.first), Numbers.rate(pair.second),
        Self.signed(pair.difference.estimate, false), Self.bounds(pair.difference, false),
        Self.verdict(pair),
      ]
    }
    return PageSection(
      id: "classes", title: "Class by class",
      blocks: [
        .table(
          DataTable(
            caption:
              "F1 of each class. Of many classes some differ by chance: at 95% one in twenty.",
            columns: [
              "Class", "Galaxies", first.name, second.name, "Difference", "95% interval", "Verdict",
            ],
            rows: rows, wordColumns: [6]))
      ])
  }

  func disagreements(_ results: ComparisonResults) -> PageSection {
    let counts = results.counts
    let names = results.first.classNames
    let text =
      "Both are right on \(Numbers.count(counts.both)) galaxies and both wrong on "
      + "\(Numbers.count(counts.neither)). Only \(first.name) is right on "
      + "\(Numbers.count(counts.onlyFirst)), only \(second.name) on "
      + "\(Numbers.count(counts.onlySecond))."
    guard !results.disagreements.isEmpty else {
      return PageSection(
        id: "disagreements", title: "Disagreements",
        blocks: [.paragraph(text), .absent("The two answer every galaxy alike.")])
    }
    let items = results.disagreements.prefix(Self.shownGalaxies).map { index in
      let id = results.first.objectIDs[index]
      return GalleryItem(
        objectID: id, picture: picture(id),
        lines: [
          "true class \(names[results.first.truth[index]])",
          "\(first.name): \(names[results.answers.first[index]])",
          "\(second.name): \(names[results.answers.second[index]])",
        ])
    }
    return PageSection(
      id: "disagreements", title: "Disagreements",
      blocks: [
        .paragraph(text),
        .gallery(
          title:
            "\(items.count) of the \(Numbers.count(results.disagreements.count)) galaxies that "
            + "the two answer differently", items: items),
        .downloads([
          .csv(
            "disagreements.csv", words: "every galaxy that the two answer differently",
            header: ["object_id", "class", "first", "second"],
            rows: results.disagreements.map { index in
              [
                results.first.objectIDs[index], names[results.first.truth[index]],
                names[results.answers.first[index]], names[results.answers.second[index]],
              ]
            })
        ]),
      ])
  }

  /// The numbers at the top of both reports; nil where neither has any.
  func numbers() -> PageSection? {
    let rows = paired(
      first.headlines.map { ($0.name, $0.value) }, second.headlines.map { ($0.name, $0.value) })
    guard !rows.isEmpty else { return nil }
    return PageSection(
      id: "numbers", title: "Headlines",
      blocks: [
        .table(
          DataTable(
            caption: "The numbers at the top of both reports, each on its own galaxies.",
            columns: ["Number", first.name, second.name], rows: rows))
      ])
  }

  /// Facts that differ: data, settings, versions.
  func changes() -> PageSection {
    let rows = paired(
      first.facts.map { ($0.name, $0.value) }, second.facts.map { ($0.name, $0.value) }
    ).filter { $0[1] != $0[2] }
    return PageSection(
      id: "changes", title: "What changed",
      blocks: [
        rows.isEmpty
          ? .absent("The survey and the settings are the same.")
          : .table(
            DataTable(
              caption: "What both were made of, where it differs.",
              columns: ["", first.name, second.name], rows: rows, wordColumns: [1, 2]))
      ])
  }

  /// Values by name, in the order of the first, then what only the second has.
  private func paired(_ one: [(String, String)], _ other: [(String, String)]) -> [[String]] {
    let values = [one, other].map { list in
      Dictionary(list) { first, _ in first }
    }
    var names: [String] = []
    for (name, _) in one + other where !names.contains(name) { names.append(name) }
    return names.map { [$0, values[0][$0] ?? "–", values[1][$0] ?? "–"] }
  }
}
