import Evaluation
import Imaging

extension HuntReport {
  func headlines(_ results: HuntResults) -> [Headline] {
    let found = results.discovery.total
    let labels = results.spent.count
    let asked = questions.count { !$0.isImported }
    let others = results.answered.filter(\.isImported)
    let otherFinds = others.count { $0.isOfInterest }
    let foundBesides =
      otherFinds > 0 ? "\(Numbers.count(otherFinds)) more among labels that no round asked for" : ""
    var list = [
      Headline(
        name: "Labels spent", value: Numbers.count(labels),
        note: "of \(Numbers.count(asked)) questions, "
          + "\(Numbers.percent(Double(labels) / Double(galaxies))) of the galaxies"
          + (others.isEmpty ? "" : "; \(Numbers.count(others.count)) more that no round asked for")),
      Headline(
        name: "Of interest found", value: Numbers.count(found),
        note: [
          labels > 0 ? "\(Numbers.percent(Double(found) / Double(labels))) of the answers" : "",
          foundBesides,
        ].filter { !$0.isEmpty }.joined(separator: "; ")
          + (labels == 0 && otherFinds == 0 ? "no answers yet" : "")),
    ]
    if let gain = results.comparison.gain {
      list.append(
        Headline(
          name: "Against random asking", value: Numbers.fixed(gain, 1) + "×",
          note: "\(Numbers.count(results.comparison.total)) found where random asking finds "
            + "\(Numbers.fixed(results.comparison.expected(at: labels) ?? 0, 1)) on average"
            + (truthCoversInterests ? "" : "; \(results.prevalenceSource)")))
    }
    if let leading = results.leading, let open = leading.unlabelled {
      list.append(
        Headline(
          name: "Rank-weighted score", value: Numbers.rate(open.hits.rankWeightedScore),
          note: "\(leading.name) ranking of the \(Numbers.count(open.hits.hits.count)) galaxies "
            + "that nobody labelled"))
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
            curve: results.comparison, roundEnds: results.roundEnds,
            source: results.prevalenceSource, allFound: results.discovery.total))
      ] + roundBlocks(results) + censusBlocks)
  }

  func arms(_ results: HuntResults) -> PageSection {
    guard !results.arms.isEmpty else {
      return PageSection(
        id: "arms", title: "Arms", blocks: [.absent("No round has asked anything yet.")])
    }
    return PageSection(
      id: "arms", title: "Arms", blocks: [.figure(ArmYieldFigure(arms: results.arms))])
  }

  func top() -> PageSection {
    guard !ranking.isEmpty else {
      return PageSection(
        id: "ranking", title: "Ranking", blocks: [.absent("There is no ranking yet.")])
    }
    var blocks: [Block] = [
      .gallery(
        title: "The first \(min(ranking.count, Self.shownRanks)) galaxies that nobody labelled",
        items: items(ranking, place: "no."))
    ]
    if wholeRanking.contains(where: { $0.label != nil }) {
      blocks.append(
        .folded(
          "The same ranking with the labelled galaxies",
          [
            .gallery(
              title: "The first \(min(wholeRanking.count, Self.shownRanks)) of all galaxies",
              items: items(wholeRanking, place: "rank"))
          ]))
    }
    return PageSection(id: "ranking", title: "Ranking", blocks: blocks)
  }

  /// Galaxies of each gallery.
  private static let shownRanks = 48

  private func items(_ ranking: [RankedGalaxy], place: String) -> [GalleryItem] {
    ranking.prefix(Self.shownRanks).map { galaxy in
      var lines = ["\(place) \(Numbers.count(galaxy.rank)), score \(Numbers.short(galaxy.score))"]
      if let label = galaxy.label { lines.append("answered \(label)") }
      if let known = galaxy.knownClass { lines.append("catalog: \(known)") }
      return GalleryItem(
        objectID: galaxy.objectID, picture: galaxy.picture, lines: lines,
        links: SkyLink.all(ra: galaxy.ra, dec: galaxy.dec))
    }
  }

  func quality(_ results: HuntResults) -> PageSection {
    guard !results.judged.isEmpty else {
      return PageSection(id: "quality", title: "Ranking quality", blocks: [.absent(noTruth)])
    }
    let open = results.judged.compactMap { score in score.unlabelled.map { (score.name, $0) } }
    return PageSection(
      id: "quality", title: "Ranking quality",
      blocks: (open.isEmpty
        ? [.absent(nothingOpen)]
        : [
          .figure(
            RecallFigure(lines: open.map { RecallFigure.Line(name: $0, hits: $1.hits) })),
          .table(
            qualityTable(
              "Galaxies that nobody labelled, so that they taught the rankings nothing.", open)),
        ]) + [
          .table(
            qualityTable(
              "For comparison, all galaxies: the personal ranking learned from those with a label, "
                + "which flatters it here.", results.judged.map { ($0.name, $0.all) }))
        ])
  }

  private func qualityTable(
    _ caption: String, _ scores: [(name: String, quality: HuntResults.Quality)]
  ) -> DataTable {
    let hits = scores.first?.quality.hits
    let hasIntervals = scores.contains { $0.quality.interval != nil }
    return DataTable(
      caption: caption
        + " N is \(Numbers.count(hits?.interestCount ?? 0)), the number of those that are of interest "
        + "by the catalog, among \(Numbers.count(hits?.hits.count ?? 0)); at rank N recall and "
        + "precision are equal. RWS is the rank-weighted score, 1 when the first N are all of interest.",
      columns: [
        "Score", "RWS", "Recall at N", "Precision in top 1%", "Average precision", "AUC",
      ] + (hasIntervals ? ["95% interval"] : []),
      rows: scores.map { name, quality in
        [
          name, Numbers.rate(quality.hits.rankWeightedScore),
          Numbers.rate(quality.hits.recall(at: quality.hits.interestCount)),
          Numbers.rate(quality.hits.precision(inTop: 0.01)),
          Numbers.rate(quality.averagePrecision), Numbers.rate(quality.curve.area),
        ] + (hasIntervals ? [Numbers.bounds(quality.interval)] : [])
      })
  }

  func scoreCurves(_ results: HuntResults) -> PageSection {
    let open = results.judged.compactMap { score in score.unlabelled.map { (score.name, $0) } }
    guard !open.isEmpty else {
      return PageSection(
        id: "scores", title: "Scores",
        blocks: [.absent(results.judged.isEmpty ? noTruth : nothingOpen)])
    }
    return PageSection(
      id: "scores", title: "Scores",
      blocks: [
        .figures([
          ROCFigure(
            id: "score-roc", title: "Each score against the catalog's known classes",
            caption: "How well each score alone puts galaxies of interest before the others, among "
              + "those that nobody labelled; the broken line is chance. "
              + IntervalWords.areas,
            lines: open.map { ROCFigure.Line(name: $0, curve: $1.curve, interval: $1.interval) }),
          PrecisionRecallFigure(
            id: "score-precision-recall", title: "Purity and completeness of each score",
            lines: open.map {
              PrecisionRecallFigure.Line(
                name: $0, curve: $1.purity, interval: $1.averagePrecisionInterval)
            }),
        ])
      ])
  }

  /// Whether the catalog knows every class of interest; true without a catalog's word.
  var truthCoversInterests: Bool {
    truth.map { Set($0.interests).isSuperset(of: interests) } ?? true
  }

  var nothingOpen: String {
    "Of the galaxies that nobody labelled, the catalog knows none of interest or no other, so the "
      + "rankings cannot be judged by them."
  }

  private var noTruth: String {
    truth == nil || scores.isEmpty
      ? "The catalog's known classes do not say what is of interest here, or nothing is scored yet, "
        + "so the scores cannot be judged."
      : "The catalog knows only galaxies of interest or only others, so the scores cannot be judged."
  }
}
