import Evaluation
import Imaging

extension ClassifierReport {
  /// The test galaxies with what the model says of them; the page's data block and the files beside it.
  func table(_ results: ClassifierResults) throws(PagesError) -> GalaxyTable {
    typealias Key = GalaxyTable.Key
    var table = GalaxyTable(objectIDs: objectIDs)
    if coordinates.contains(where: { $0 != nil }) {
      table.add(Key.rightAscension, "Right ascension, degrees", coordinates.map { $0?.x })
      table.add(Key.declination, "Declination, degrees", coordinates.map { $0?.y })
    }
    table.add(Key.knownClass, "True class", levels: classNames, codes: truth)
    table.add(Key.predicted, "Answered", levels: classNames, codes: results.predictions)
    table.add(
      "right", "Right", levels: ["wrong", "right"],
      codes: zip(truth, results.predictions).map { $0 == $1 ? 1 : 0 })
    table.add(Key.confidence, "Confidence", numbers: results.confidences)
    for (index, name) in classNames.enumerated() {
      let key = table.add(
        Key.probability(name), "Probability of \(name)", numbers: probabilities.column(index))
      table.thresholds.append(
        ThresholdChoice(name: name, column: key, truth: Key.knownClass, levels: [index]))
    }
    table.layouts = layouts
    let worst = results.errors(truth)
    do {
      table.pictures = try ThumbnailSheets(
        order: worst + ThumbnailSheets.mixed(truth.count, seed: seed), of: truth.count,
        picture: thumbnail)
    } catch {
      throw .thumbnail(object: "the test galaxies", message: "\(error)")
    }
    return table
  }

  /// The map of the embedding; nil where there is none.
  func map() -> PageSection? {
    guard let layout = layouts.last else { return nil }
    let groups = classNames.indices.map { own in
      LatentMap.Group(
        name: classNames[own],
        points: truth.indices.filter { truth[$0] == own }.map { layout.points[$0] })
    }.filter { !$0.points.isEmpty }
    return PageSection(
      id: "map", title: "Map",
      blocks: [
        .figure(
          LatentMapFigure(
            map: LatentMap(
              xLabel: "first principal component", yLabel: "second principal component",
              groups: groups.sorted { $0.points.count > $1.points.count })))
      ])
  }

  /// What a threshold on each class's probability keeps, for those who read without a script.
  func thresholds(_ results: ClassifierResults) -> PageSection {
    thresholdSection(
      table: ThresholdTable(
        classNames: classNames, shown: results.judged,
        truth: classNames.indices.map { own in truth.map { $0 == own } },
        values: classNames.indices.map { probabilities.column($0) }))
  }
}

extension ClassifierResults {
  /// Wrong answers, the surest first.
  func errors(_ truth: [Int]) -> [Int] {
    truth.indices.filter { predictions[$0] != truth[$0] }.sorted { a, b in
      confidences[a] != confidences[b] ? confidences[a] > confidences[b] : a < b
    }
  }
}
