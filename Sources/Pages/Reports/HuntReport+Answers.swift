import Evaluation

extension HuntReport {
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

  func answers(_ results: HuntResults) -> PageSection {
    guard !results.answered.isEmpty else {
      return PageSection(
        id: "answers", title: "Answers", blocks: [.absent("There are no answers yet.")])
    }
    let groups = Dictionary(grouping: results.answered, by: { $0.answer ?? "" })
    let order = groups.sorted { a, b in
      a.value.count != b.value.count ? a.value.count > b.value.count : a.key < b.key
    }
    let isAllSpent = results.spent.count == results.answered.count
    let arms = results.arms.map(\.name) + (isAllSpent ? [] : ["imported"])
    return PageSection(
      id: "answers", title: "Answers",
      blocks: [
        .table(
          DataTable(
            caption: "Answers of each class, and the arms whose questions brought them",
            columns: ["Class", "Of interest", "Answers", "Share"] + arms,
            rows: order.map { name, answers in
              [
                name, answers.contains { $0.isOfInterest } ? "yes" : "",
                Numbers.count(answers.count),
                Numbers.percent(Double(answers.count) / Double(results.answered.count)),
              ] + arms.map { arm in Numbers.count(answers.count { $0.arm == arm }) }
            }, wordColumns: [1]))
      ])
  }

  func embedding() -> PageSection {
    PageSection(
      id: "map", title: "Map",
      blocks: [
        latentMap.map { .figure(LatentMapFigure(map: $0)) }
          ?? .absent("The galaxies have no embedding yet, so there is no map of them.")
      ])
  }

  func models() -> PageSection {
    var blocks: [Block] = []
    if let reconstructions, !reconstructions.rows.isEmpty {
      blocks.append(.heading("Reconstructions"))
      blocks.append(.strips(reconstructions))
    } else {
      blocks.append(.absent("No reconstructions were made for this report."))
    }
    if samples.isEmpty {
      blocks.append(.absent("No galaxies were drawn from the model for this report."))
    } else {
      blocks.append(.heading("Galaxies drawn from the model"))
      blocks.append(.pictures(samples, words: "A galaxy drawn from the model"))
    }
    return PageSection(id: "models", title: "What the models see", blocks: blocks)
  }

  func data(_ results: HuntResults) throws(PagesError) -> PageSection {
    PageSection(
      id: "data", title: "Data",
      blocks: (galaxyTable == nil ? [] : [.tableFiles(name: "hunt")]) + [
        .downloads([
          try Download.json(
            "hunt.json", words: "all numbers of this page", HuntPayload(self, results)),
          .csv(
            "questions.csv", words: "every question with its answer",
            header: ["round", "arm", "object_id", "class", "of_interest"],
            rows: questions.map { question in
              [
                "\(question.round)", question.arm, question.objectID, question.answer ?? "",
                question.answer == nil ? "" : question.isOfInterest ? "1" : "0",
              ]
            }),
          .csv(
            "ranking.csv", words: "the shown top of the ranking",
            header: ["rank", "object_id", "score", "label", "known_class", "ra", "dec"],
            rows: ranking.map { galaxy in
              [
                "\(galaxy.rank)", galaxy.objectID, "\(galaxy.score)", galaxy.label ?? "",
                galaxy.knownClass ?? "", galaxy.ra.map { "\($0)" } ?? "",
                galaxy.dec.map { "\($0)" } ?? "",
              ]
            }),
        ])
      ])
  }
}
