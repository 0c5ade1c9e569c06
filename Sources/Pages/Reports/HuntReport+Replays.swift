import Evaluation

extension HuntReport {
  /// What the kept replays say; nil where there is none.
  func replaySection() -> PageSection? {
    guard !replays.isEmpty else { return nil }
    return PageSection(
      id: "replays", title: "Replays",
      blocks: [
        .paragraph(
          "Hunts in which the catalog answered in a person's place, to compare strategies. Bands "
            + "hold the mean at 95%.")
      ] + replays.enumerated().flatMap { index, replay in blocks(replay, number: index + 1) })
  }

  private func blocks(_ replay: ReplayComparison, number: Int) -> [Block] {
    func figure(
      _ id: String, _ measure: String, _ caption: String, decimals: Int,
      _ value: @escaping @Sendable (ReplayComparison.Point) -> Interval?
    ) -> ReplayFigure {
      ReplayFigure(
        id: "replay-\(number)-\(id)", title: measure, measure: measure, caption: caption,
        decimals: decimals, strategies: replay.strategies,
        range: 0...(id == "found" ? .infinity : 1), value: value)
    }
    return [
      .heading(
        "\(replay.anomaly.joined(separator: ", ")): \(Numbers.count(replay.anomalies)) of "
          + "\(Numbers.count(replay.galaxies)) galaxies"),
      .paragraph(
        "\(Numbers.count(replay.repeats)) hunts a strategy; \(replay.protocolWords)."),
      .figures([
        figure("found", "Anomalies found", "Among the answers.", decimals: 1) { $0.found },
        figure(
          "rws", "Rank-weighted score",
          "Of the whole ranking, answered anomalies first: 1 when nothing else comes before them.",
          decimals: 3
        ) { $0.rankWeightedScore },
      ]),
      .figures([
        figure(
          "recall", "Recall at N",
          "Share of all anomalies among as many first places as there are anomalies.", decimals: 3
        ) { $0.recall },
        figure(
          "auc", "AUC of the unlabelled",
          "How well the galaxies nobody was asked about are ordered; one half is chance.",
          decimals: 3
        ) { $0.area },
      ]),
      .table(ends(replay)),
    ]
  }

  private func ends(_ replay: ReplayComparison) -> DataTable {
    return DataTable(
      caption: "Where the hunts ended, mean ± half the 95% interval",
      columns: [
        "Strategy", "Labels", "Found", "RWS", "Recall at N", "AUC of the unlabelled",
        "Seconds a round",
      ],
      rows: replay.strategies.compactMap { strategy in
        guard let end = strategy.points.last else { return nil }
        return [
          strategy.name, Numbers.count(end.labels), Numbers.spread(end.found, 1),
          Numbers.spread(end.rankWeightedScore, 3), Numbers.spread(end.recall, 3),
          Numbers.spread(end.area, 3),
          Numbers.fixed(strategy.seconds, 3),
        ]
      })
  }
}
