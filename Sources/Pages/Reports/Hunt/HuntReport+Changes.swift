extension HuntReport {
  /// Rows of each table of galaxies.
  private static let listed = 100

  /// What is new since the last report that was kept; nil where none was.
  func changeSection(_ changes: HuntChanges?) -> PageSection? {
    guard let changes else { return nil }
    return PageSection(id: "changes", title: "Since the last report", blocks: blocks(changes))
  }

  private func blocks(_ changes: HuntChanges) -> [Block] {
    guard !changes.isEmpty else {
      return [.paragraph("Nothing changed since the report of \(changes.since) UTC.")]
    }
    var blocks: [Block] = [
      .paragraph("The last report was written \(changes.since) UTC. " + words(changes)),
      .table(values("Numbers at the top of the page", changes.numbers)),
    ]
    if !changes.facts.isEmpty {
      blocks.append(.table(values("What differs in the run", changes.facts)))
    }
    let answers = changes.changed + changes.withdrawn
    if !answers.isEmpty {
      blocks.append(
        .table(
          DataTable(
            caption: "Answers that are others now: "
              + Numbers.shown(answers.count, of: Self.listed),
            columns: ["Galaxy", "Then", "Now"],
            rows: answers.prefix(Self.listed).map {
              [$0.objectID, $0.before ?? "–", $0.now ?? "none"]
            },
            wordColumns: [1, 2])))
    }
    if !changes.arrivals.isEmpty {
      blocks.append(
        .folded(
          "New among the first \(HuntChanges.first) that nobody labelled: "
            + Numbers.count(changes.arrivals.count),
          [
            .table(
              DataTable(
                caption: "Places among the galaxies without a label",
                columns: ["Galaxy", "Place now", "Place then"],
                rows: changes.arrivals.map {
                  [$0.objectID, Numbers.count($0.place), $0.before.map(Numbers.count) ?? "–"]
                }))
          ]))
    }
    return blocks
  }

  private func words(_ changes: HuntChanges) -> String {
    guard changes.knowsGalaxies else {
      return "Of that one only the numbers at its top are kept, so its answers can't be compared."
    }
    func galaxies(_ count: Int) -> String {
      count == 1 ? "1 galaxy" : "\(Numbers.count(count)) galaxies"
    }
    let ofInterest = Set(classes.filter(\.isHunted).map(\.name))
    let found = changes.added.count { ofInterest.contains($0.now ?? "") }
    return "Since then \(galaxies(changes.added.count)) got a first answer"
      + (ofInterest.isEmpty ? "" : ", \(Numbers.count(found)) of them of interest")
      + "; \(galaxies(changes.changed.count)) got another answer, and "
      + "\(galaxies(changes.withdrawn.count)) lost theirs. Of the first \(HuntChanges.first) in the "
      + "ranking that nobody labelled, \(Numbers.count(changes.arrivals.count)) are new."
  }

  private func values(_ caption: String, _ values: [HuntChanges.Value]) -> DataTable {
    DataTable(
      caption: caption, columns: ["Name", "Then", "Now"],
      rows: values.map { [$0.name, $0.before, $0.now] },
      wordColumns: [1, 2])
  }
}
