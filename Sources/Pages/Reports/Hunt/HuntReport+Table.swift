import Evaluation

extension HuntReport {
  /// The galaxies with the place of each answer, as the figures count them; nil where nobody gave any.
  func table(_ results: HuntResults) -> GalaxyTable? {
    guard var table = galaxyTable else { return nil }
    let places = Dictionary(
      results.spent.enumerated().map { ($1.objectID, Double($0 + 1)) }
    ) { _, last in last }
    // Two catalogs may name a galaxy alike; only the one that carries an answer was answered.
    let answered = table.codes(GalaxyTable.Key.answer)
    table.add(
      GalaxyTable.Key.order, "Place among the answers",
      table.objectIDs.indices.map { row -> Double? in
        (answered?[row] ?? 0) < 0 ? nil : places[table.objectIDs[row]]
      })
    return table
  }

  /// What a threshold on the probability of each hunted class keeps.
  func thresholds(_ table: GalaxyTable?) -> PageSection {
    guard let table, !table.thresholds.isEmpty else {
      return PageSection(
        id: "threshold", title: "Purity and completeness", blocks: [.absent(noThreshold)])
    }
    let answered = table.codes(GalaxyTable.Key.answer)
    let choices = table.thresholds.compactMap { choice -> (String, [Bool], [Double])? in
      guard let truth = table.codes(choice.truth), let values = table.numbers(choice.column) else {
        return nil
      }
      let rows = truth.indices.filter {
        truth[$0] >= 0 && !(choice.leavesOutAnswered && (answered?[$0] ?? -1) >= 0)
      }
      return (
        choice.name, rows.map { choice.levels.contains(Int(truth[$0])) }, rows.map { values[$0] }
      )
    }
    return thresholdSection(
      table: ThresholdTable(
        classNames: choices.map(\.0), shown: Array(choices.indices), truth: choices.map(\.1),
        values: choices.map(\.2)))
  }

  private var noThreshold: String {
    if interests.isEmpty {
      return "No class is hunted yet, so there is no sample to cut."
    }
    let names = interests.joined(separator: ", ")
    return truth == nil
      ? "The catalog has no class named as what is hunted (\(names)), so nothing says how pure and how "
        + "complete a sample of it would be."
      : "No class that is both hunted (\(names)) and known to the catalog has an answer yet, so galaxies "
        + "have no probability of it to cut."
  }
}
