import Evaluation
import Imaging

extension HuntReport {
  func headlines(_ results: HuntResults) -> [Headline] {
    let found = results.discovery.total
    let labels = results.spent.count
    let asked = questions.count { !$0.isImported }
    let imported = results.answered.count - labels
    var list = [
      Headline(
        name: "Labels spent", value: Numbers.count(labels),
        note: "of \(Numbers.count(asked)) questions, "
          + "\(Numbers.percent(Double(labels) / Double(galaxies))) of the galaxies"
          + (imported > 0 ? "; \(Numbers.count(imported)) more imported" : "")),
      Headline(
        name: "Of interest found", value: Numbers.count(found),
        note: labels > 0
          ? "\(Numbers.percent(Double(found) / Double(labels))) of the answers" : "no answers yet"),
    ]
    if let gain = results.comparison.gain {
      list.append(
        Headline(
          name: "Against random asking", value: Numbers.fixed(gain, 1) + "×",
          note: "\(Numbers.fixed(results.comparison.expected(at: labels) ?? 0, 1)) expected at "
            + "random" + (truthCoversInterests ? "" : "; \(results.prevalenceSource)")))
    }
    if let leading = results.leading {
      list.append(
        Headline(
          name: "Rank-weighted score", value: Numbers.rate(leading.hits.rankWeightedScore),
          note: "\(leading.name) ranking; \(Numbers.rate(leading.unlabelled.rankWeightedScore)) "
            + "without labelled galaxies"))
    }
    return list
  }

  func discovery(_ results: HuntResults) -> PageSection {
    guard !results.spent.isEmpty else {
      return PageSection(
        id: "found", title: "Found",
        blocks: [.absent("No question has been answered yet.")])
    }
    return PageSection(
      id: "found", title: "Found",
      blocks: [
        .figure(
          DiscoveryFigure(
            curve: results.discovery, roundEnds: results.roundEnds,
            source: results.prevalenceSource)),
        .table(rounds()),
      ])
  }

  func arms(_ results: HuntResults) -> PageSection {
    guard !results.arms.isEmpty else {
      return PageSection(
        id: "arms", title: "Arms", blocks: [.absent("No round has asked anything yet.")])
    }
    var blocks: [Block] = [.figure(ArmYieldFigure(arms: results.arms)), prevalenceBlock]
    if let leftUnseen { blocks.append(.paragraph(leftUnseen)) }
    return PageSection(id: "arms", title: "Arms", blocks: blocks)
  }

  private var prevalenceBlock: Block {
    switch prevalence {
    case .measured(let share, let sample):
      let low = Int((share.lower * Double(galaxies)).rounded())
      let high = Int((share.upper * Double(galaxies)).rounded())
      return .paragraph(
        "Prevalence from the first \(Numbers.count(sample)) galaxies of the random order, whichever "
          + "arm asked them: \(Numbers.percent(share.estimate)) of the galaxies are of interest "
          + "(95% interval \(Numbers.percentBounds(share))), between \(Numbers.count(low)) and "
          + "\(Numbers.count(high)) of \(Numbers.count(galaxies)).")
    case .differentSeeds:
      return .absent(
        "The rounds were drawn with different seeds, so their answers are no one random sample and "
          + "there is no unbiased estimate of how many galaxies are of interest.")
    case nil:
      return .absent(
        "The random order has not been answered from its beginning, so there is no unbiased "
          + "estimate of how many galaxies are of interest.")
    }
  }

  func top() -> PageSection {
    guard !ranking.isEmpty else {
      return PageSection(
        id: "ranking", title: "Ranking", blocks: [.absent("There is no ranking yet.")])
    }
    let items = ranking.prefix(48).map { galaxy in
      var lines = ["rank \(Numbers.count(galaxy.rank)), score \(Numbers.short(galaxy.score))"]
      if let label = galaxy.label { lines.append("answered \(label)") }
      if let known = galaxy.knownClass { lines.append("catalog: \(known)") }
      return GalleryItem(
        objectID: galaxy.objectID, picture: galaxy.picture, lines: lines,
        links: SkyLink.all(ra: galaxy.ra, dec: galaxy.dec))
    }
    return PageSection(
      id: "ranking", title: "Ranking",
      blocks: [.gallery(title: "The first \(items.count) galaxies", items: items)])
  }

  func quality(_ results: HuntResults) -> PageSection {
    guard !results.judged.isEmpty else {
      return PageSection(id: "quality", title: "Ranking quality", blocks: [.absent(noTruth)])
    }
    func row(_ name: String, _ hits: RankedHits, _ area: Double?) -> [String] {
      [
        name, Numbers.rate(hits.rankWeightedScore),
        Numbers.rate(hits.recall(at: hits.interestCount)),
        Numbers.rate(hits.precision(inTop: 0.01)), Numbers.rate(area),
      ]
    }
    let columns = ["Score", "RWS", "Recall at N", "Precision in top 1%", "AUC"]
    let total = results.judged[0].hits.interestCount
    let open = results.judged[0].unlabelled.interestCount
    return PageSection(
      id: "quality", title: "Ranking quality",
      blocks: [
        .figure(
          RecallFigure(
            lines: results.judged.map { RecallFigure.Line(name: $0.name, hits: $0.hits) })),
        .table(
          DataTable(
            caption:
              "All galaxies. N is \(Numbers.count(total)), the number of galaxies of interest "
              + "by the catalog; at rank N recall and precision are equal. RWS is the rank-weighted "
              + "score, 1 when the first N are all of interest.",
            columns: columns, rows: results.judged.map { row($0.name, $0.hits, $0.curve.area) })),
        .table(
          DataTable(
            caption: "Only galaxies without a label, where N is \(Numbers.count(open)): what the "
              + "rankings are worth beyond what was already answered.",
            columns: columns,
            rows: results.judged.map { row($0.name, $0.unlabelled, $0.unlabelledArea) })),
      ])
  }

  func scoreCurves(_ results: HuntResults) -> PageSection {
    guard !results.judged.isEmpty else {
      return PageSection(id: "scores", title: "Scores", blocks: [.absent(noTruth)])
    }
    return PageSection(
      id: "scores", title: "Scores",
      blocks: [
        .figure(
          ROCFigure(
            id: "score-roc", title: "Each score against the catalog's known classes",
            caption: "How well each score alone puts galaxies of interest before the others; the "
              + "broken line is chance. "
              + results.intervalMethod.words(resamples: resamples),
            lines: results.judged.map {
              ROCFigure.Line(name: $0.name, curve: $0.curve, interval: $0.interval)
            }))
      ])
  }

  /// Whether the catalog knows every class of interest; true without a catalog's word.
  var truthCoversInterests: Bool {
    truth.map { Set($0.interests).isSuperset(of: interests) } ?? true
  }

  private var noTruth: String {
    truth == nil || scores.isEmpty
      ? "The catalog's known classes do not say what is of interest here, or nothing is scored yet, "
        + "so the scores cannot be judged."
      : "The catalog knows only galaxies of interest or only others, so the scores cannot be judged."
  }
}
