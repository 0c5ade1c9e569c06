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
            + "and brackets hold the mean at 95%, and stay within what is possible. Where all hunts "
            + "came to the same there are none.")
      ] + replays.enumerated().flatMap { index, replay in blocks(replay, number: index + 1) })
  }

  private func blocks(_ replay: ReplayComparison, number: Int) -> [Block] {
    func figure(
      _ id: String, _ title: String, _ caption: String, decimals: Int,
      _ value: @escaping @Sendable (ReplayComparison.Point) -> Interval?
    ) -> ReplayFigure {
      ReplayFigure(
        id: "replay-\(number)-\(id)", title: title, measure: title, caption: caption,
        decimals: decimals, strategies: replay.strategies, value: value)
    }
    let found = figure("found", "Anomalies found", "Among the answers.", decimals: 1) { $0.found }
    let kinds =
      replay.anomaly.count < 2
      ? []
      : replay.anomaly.enumerated().map { index, name in
        figure(
          "found-\(index + 1)", "Found of \(name.shortened())",
          "Galaxies of this hunted class among the answers.", decimals: 1
        ) { $0.foundOfEach[name] }
      }
    let figured = ReplayMeasure.allCases.filter { measure in
      replay.strategies.contains { $0.points.contains { $0.measures[measure] != nil } }
    }.map { measure in
      figure(measure.rawValue, measure.title, measure.caption, decimals: 3) {
        $0.measures[measure]
      }
    }
    let figures = [found] + kinds + figured
    return [
      .heading(
        "\(replay.anomaly.joined(separator: ", ")): \(Numbers.count(replay.anomalies)) of "
          + "\(Numbers.count(replay.galaxies)) galaxies"),
      .paragraph(
        "\(Numbers.count(replay.repeats)) hunts a strategy; \(replay.protocolWords)."),
    ]
      + stride(from: 0, to: figures.count, by: 2).map {
        .figures(Array(figures[$0..<min($0 + 2, figures.count)]))
      } + [.table(ends(replay))] + differences(replay)
  }

  /// The numbers of a point, and how each is written.
  private func measures(
    _ replay: ReplayComparison
  ) -> [(name: String, value: (ReplayComparison.Point) -> Interval?, decimals: Int)] {
    [("Found", { $0.found }, 1)]
      + (replay.anomaly.count < 2
        ? []
        : replay.anomaly.map { name in ("Found of \(name)", { $0.foundOfEach[name] }, 1) })
      + ReplayMeasure.allCases.map { measure in
        (measure.title, { $0.measures[measure] }, 3)
      }
  }

  private func ends(_ replay: ReplayComparison) -> DataTable {
    let ended = replay.strategies.compactMap { strategy in
      strategy.points.last.map { (strategy, $0) }
    }
    return DataTable(
      caption: "Where the hunts ended, mean and 95% interval",
      columns: ["Measure"] + ended.map(\.0.name),
      rows: [["Labels"] + ended.map { Numbers.count($0.1.labels) }]
        + measures(replay).map { measure in
          [measure.name]
            + ended.map { Numbers.spread(measure.value($0.1), measure.decimals) }
        } + [["Seconds a round"] + ended.map { Numbers.fixed($0.0.seconds, 3) }])
  }

  /// What the other strategies reached beyond the first; nothing where that is not known.
  private func differences(_ replay: ReplayComparison) -> [Block] {
    let others = replay.strategies.compactMap { strategy in
      strategy.differences.map { (strategy.name, $0) }
    }
    guard let first = replay.strategies.first, !others.isEmpty else { return [] }
    return [
      .table(
        DataTable(
          caption: "Differences to \(first.name), hunt by hunt of the same seed, mean and 95% "
            + "interval. Chance explains a difference whose interval holds 0.",
          columns: ["Measure"] + others.map(\.0),
          rows: measures(replay).map { measure in
            [measure.name]
              + others.map { Numbers.difference(measure.value($0.1), measure.decimals) }
          }))
    ]
  }
}
