import Evaluation

extension HuntReport {
  func answers(_ results: HuntResults) -> PageSection {
    let counts = results.answered.reduce(into: [String: Int]()) {
      $0[$1.answer ?? "", default: 0] += 1
    }
    guard !classes.isEmpty || !counts.isEmpty else {
      return PageSection(
        id: "answers", title: "Answers", blocks: [.absent("There are no answers yet.")])
    }
    let groups = Dictionary(grouping: results.answered, by: { $0.answer ?? "" })
    let weights = Dictionary(classes.map { ($0.name, $0.weight) }) { first, _ in first }
    let names = classes.map(\.name) + counts.keys.filter { weights[$0] == nil }
    let order = names.sorted { a, b in
      (counts[a, default: 0], b) > (counts[b, default: 0], a)
    }
    let isAllSpent = results.spent.count == results.answered.count
    let arms = results.arms.map(\.name) + (isAllSpent ? [] : ["imported"])
    return PageSection(
      id: "answers", title: "Answers",
      blocks: [
        .table(
          DataTable(
            caption: "Classes, their interest weights, and the arms whose questions brought their "
              + "answers. A galaxy's personal score is the sum over the classes of weight times "
              + "probability; a class of weight 0 is not hunted.",
            columns: ["Class", "Interest weight", "Answers", "Share"] + arms,
            rows: order.map { name in
              let answers = groups[name] ?? []
              return [
                name, weights[name].map(Numbers.weight) ?? "–", Numbers.count(answers.count),
                results.answered.isEmpty
                  ? "–" : Numbers.percent(Double(answers.count) / Double(results.answered.count)),
              ] + arms.map { arm in Numbers.count(answers.count { $0.arm == arm }) }
            }))
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
    blocks += interpolationBlocks
    if samples.isEmpty {
      blocks.append(.absent("No galaxies were drawn from the model for this report."))
    } else {
      blocks.append(.heading("Galaxies drawn from the model"))
      blocks.append(.pictures(samples, words: "A galaxy drawn from the model"))
    }
    return PageSection(id: "models", title: "What the models see", blocks: blocks)
  }

  private var interpolationBlocks: [Block] {
    guard let interpolations, !interpolations.rows.isEmpty else {
      return [.absent("No galaxies were turned into one another for this report.")]
    }
    return [
      .heading("From one galaxy to another"),
      .paragraph(
        "Each row goes from one galaxy, as the embedder redraws it, to another. What lies between is "
          + "drawn along an arc of the flow's base space, where the survey's galaxies are normally "
          + "distributed. Where the steps look like galaxies, the model has learned a scale of shapes; "
          + "where they look like two pictures laid over each other, it has not."),
      .strips(interpolations),
    ]
  }

  func data(_ results: HuntResults, _ changes: HuntChanges?) throws(PagesError) -> PageSection {
    PageSection(
      id: "data", title: "Data",
      blocks: (galaxyTable == nil ? [] : [.tableFiles(name: "hunt")]) + [
        .downloads([
          try Download.json(
            "hunt.json", words: "all numbers of this page", HuntPayload(self, results, changes)),
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
