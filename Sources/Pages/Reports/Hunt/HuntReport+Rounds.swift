import Evaluation

extension HuntReport {
  /// What each round asked and brought, and how the ranking grew.
  func roundBlocks(_ results: HuntResults) -> [Block] {
    [.table(rounds())] + recallBlocks(results)
      + [
        results.pastRankings.isEmpty
          ? .absent(noPast) : .figure(RankingByRoundFigure(steps: results.pastRankings))
      ]
  }

  func rounds() -> DataTable {
    let numbers = Set(questions.filter { !$0.isImported }.map(\.round)).sorted()
    var spent = 0
    var found = 0
    return DataTable(
      caption: "Rounds",
      columns: [
        "Round", "Asked", "Answered", "Of interest", "Share", "Labels so far", "Found so far",
      ],
      rows: numbers.map { number in
        let asked = questions.filter { $0.round == number }
        let answers = asked.filter { $0.answer != nil }
        let hits = answers.count { $0.isOfInterest }
        spent += answers.count
        found += hits
        return [
          "Round \(number)", Numbers.count(asked.count),
          Numbers.count(answers.count), Numbers.count(hits),
          answers.isEmpty ? "–" : Numbers.percent(Double(hits) / Double(answers.count)),
          Numbers.count(spent), Numbers.count(found),
        ]
      })
  }

  /// Which share of what the catalog knows carried a label after each round.
  private func recallBlocks(_ results: HuntResults) -> [Block] {
    let known = pastRankings.filter { $0.labelledOfInterest != nil }
    guard let all = truth?.isOfInterest.count(where: { $0 }), all > 0, !known.isEmpty else {
      return []
    }
    return [
      .table(
        DataTable(
          caption:
            "What carried a label when the next round was asked, also those that no round asked for, by "
            + "the catalog's classes: precision is the share of it that is of interest, recall the share "
            + "of all \(Numbers.count(all)) of interest that it holds",
          columns: ["After", "Labels", "Of interest", "Precision", "Recall"],
          rows: known.map { past in
            let found = past.labelledOfInterest ?? 0
            return [
              "Round \(past.round)", Numbers.count(past.labels), Numbers.count(found),
              past.labels == 0 ? "–" : Numbers.percent(Double(found) / Double(past.labels)),
              Numbers.percent(Double(found) / Double(all)),
            ]
          }))
    ]
  }

  private var noPast: String {
    if truth == nil {
      return
        "The catalog's known classes do not say what is of interest here, so recall and precision "
        + "of the ranking can't be told round by round."
    }
    return pastRankings.isEmpty
      ? "No round has been answered yet, so there is no ranking to judge round by round."
      : nothingOpen
  }
}
